import type { ConflictChoice, FoundStamp, SourceStamp } from './conflict.ts';
import type { ConflictPolicy } from './upload.ts';

/** File systems and protocols round times, FAT and ZIP to two seconds. */
const toleranceMs = 2_000;

/** How the file there stands to the one here. `unknown`: the destination does not say enough. */
export type FoundAge = 'older' | 'not-older' | 'unknown';

/** Older means changed there before the file here was, by more than what clocks and file systems round. */
export function ageOf(source: SourceStamp, found: FoundStamp): FoundAge {
  if (found.modifiedAtMs === null) return 'unknown';
  return found.modifiedAtMs < source.modifiedAtMs - toleranceMs ? 'older' : 'not-older';
}

/** Which of the two was changed last, by more than what clocks and file systems round; null: neither, or nobody can say. */
export function newerSideOf(source: SourceStamp, found: FoundStamp): 'here' | 'there' | null {
  if (found.modifiedAtMs === null) return null;
  if (ageOf(source, found) === 'older') return 'here';
  return found.modifiedAtMs > source.modifiedAtMs + toleranceMs ? 'there' : null;
}

/**
 * What becomes of a file whose name is taken, by policy, size and time; null: a person says. Where nothing else can be known, both are
 * kept. "The same" means of the same size and not older there.
 */
export function decideConflict(policy: ConflictPolicy, source: SourceStamp, found: FoundStamp): ConflictChoice | null {
  switch (policy) {
    case 'ask':
      return null;
    case 'overwrite':
    case 'skip':
    case 'rename':
      return policy;
    case 'skip-same':
      if (found.sizeBytes === null) return 'rename';
      return found.sizeBytes === source.sizeBytes && ageOf(source, found) === 'not-older' ? 'skip' : 'overwrite';
    case 'newer': {
      const age = ageOf(source, found);
      if (age === 'unknown') return 'rename';
      return age === 'older' ? 'overwrite' : 'skip';
    }
  }
}
