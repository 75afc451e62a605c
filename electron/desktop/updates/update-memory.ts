import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { updateChannels } from '../../../shared/settings.ts';
import type { Log } from '../../engine/ports.ts';
import { replaceFile } from '../../host/replace-file.ts';

const text = z.string().max(100);
const schema = z.object({
  /** The channel from which this Gantry may have come. */
  followed: z.enum(updateChannels).nullable().catch(null),
  /** What was about to be installed when Gantry ended. */
  pending: text.nullable().catch(null),
  /** What became of it, where that is known. */
  reason: text.nullable().catch(null),
  /** It did not let itself be installed: not again without a person. */
  failed: text.nullable().catch(null),
});

export type UpdateFacts = Readonly<z.infer<typeof schema>>;

const nothingKnown: UpdateFacts = { followed: null, pending: null, reason: null, failed: null };

/** What is known of updates over the end of the process. */
export interface UpdateMemory {
  read(): UpdateFacts;
  write(change: Partial<UpdateFacts>): void;
}

/** Keeps it in a file. One that cannot be read or written costs nothing but what it knew. */
export function createUpdateMemory(path: string, log: Log): UpdateMemory {
  let facts = factsIn(path);
  return {
    read: () => facts,
    write(change) {
      facts = { ...facts, ...change };
      try {
        replaceFile(path, `${JSON.stringify(facts, null, 2)}\n`);
      } catch (error) {
        log.write('warn', 'update-not-remembered', { error });
      }
    },
  };
}

function factsIn(path: string): UpdateFacts {
  try {
    return schema.catch(nothingKnown).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return nothingKnown;
  }
}
