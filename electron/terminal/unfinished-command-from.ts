import type { UnfinishedCommand } from './command.ts';
import type { GivenOptions } from './options.ts';
import { parseAge } from './parse-age.ts';
import { shownWord } from './shown-word.ts';
import { UsageError } from './usage-error.ts';

const topic = 'destinations';

/** `destinations unfinished NAME` and `destinations clean NAME …`; the name is checked already. Throws `UsageError`. */
export function unfinishedCommandFrom(
  action: UnfinishedCommand['action'],
  destinationName: string,
  ids: readonly string[],
  given: GivenOptions,
): UnfinishedCommand {
  if (given.yes !== undefined || given.fingerprint !== undefined)
    throw new UsageError('--yes and --fingerprint are only for “destinations trust”.', topic);
  const isJson = given.json !== undefined;
  const age = given['older-than'];
  if (action === 'unfinished') {
    const [stray] = ids;
    if (stray !== undefined) throw new UsageError(`One word too many: “${shownWord(stray)}”.`, topic);
    if (given.all !== undefined || given.others !== undefined || age !== undefined) {
      throw new UsageError('--all, --others and --older-than are only for “destinations clean”.', topic);
    }
    return { name: topic, action, destinationName, isJson };
  }
  const olderThanMs = age === undefined ? null : parseAge(age);
  if (age !== undefined && olderThanMs === null) {
    throw new UsageError(`--older-than takes an age such as 12h, 7d or 2w, not “${shownWord(age)}”.`, topic);
  }
  const isWide = given.all !== undefined || given.others !== undefined || age !== undefined;
  if (ids.length > 0 && isWide) throw new UsageError('Give ids, or --all, --others and --older-than, not both.', topic);
  if (ids.length === 0 && !isWide) {
    throw new UsageError('Which ones? Give --all, --older-than 7d, or ids; “destinations unfinished NAME” shows them.', topic);
  }
  return { name: topic, action, destinationName, unfinishedIds: ids, olderThanMs, alsoOthers: given.others !== undefined, isJson };
}
