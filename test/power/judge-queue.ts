import { join } from 'node:path';
import { brokenPromises } from './broken-promises.ts';
import { diskAfter, powerLossOf } from './power-loss.ts';
import type { RecordedUpload } from './record-upload.ts';
import { queueFolder } from './record-upload.ts';
import { countFacts, toldFactsAt } from './told-facts.ts';
import { writeCrashState } from './write-crash-state.ts';

export interface Verdict {
  readonly states: number;
  /** Facts that were told before the cuts, all states together. */
  readonly told: number;
  readonly failing: readonly { readonly seed: number; readonly broken: readonly string[] }[];
}

/** Plays power losses on the sender's queue, opens what is left of it, and holds it against what people were told. */
export function judgeQueue({ states, lines, scratch }: RecordedUpload, seeds: readonly number[]): Verdict {
  const failing: Verdict['failing'][number][] = [];
  const directory = join(scratch, 'queue');
  let told = 0;
  for (const seed of seeds) {
    const powerLoss = powerLossOf(states, seed);
    const facts = toldFactsAt(lines, powerLoss.cut);
    told += countFacts(facts);
    writeCrashState(diskAfter(states, powerLoss), queueFolder, directory);
    const broken = brokenPromises(directory, facts);
    if (broken.length > 0) failing.push({ seed, broken });
  }
  return { states: seeds.length, told, failing };
}
