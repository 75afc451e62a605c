import type { DecidingPolicy } from '../../shared/conflict.ts';
import { decidingPolicies } from '../../shared/conflict.ts';
import type { Afterwards, WatchRules } from '../../shared/watched-folder.ts';
import { longestSettleMs, shortestSettleMs } from '../../shared/watched-folder.ts';
import type { RunOptions, WatchCommand } from './command.ts';
import type { GivenOptions, OptionName } from './options.ts';
import { shownWord } from './shown-word.ts';
import { urlWithoutPassword } from './url-without-password.ts';
import { UsageError } from './usage-error.ts';

const topic = 'watch';
const actions = ['add', 'list', 'run', 'edit', 'pause', 'resume', 'remove'] as const;
const rules: readonly OptionName[] = ['to', 'settle', 'no-subfolders', 'only', 'leave-out', 'temporary', 'afterwards', 'conflict'];
const onlyForEdit: readonly OptionName[] = ['subfolders'];
const onlyForRun: readonly OptionName[] = ['concurrency', 'limit-rate'];
/** In place of a pattern or a policy. */
const nothing = 'none';
const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** `watch add|list|run|edit|pause|resume|remove …`. Throws `UsageError`. */
export function watchCommandFrom(
  [action = 'list', folder, ...more]: readonly string[],
  given: GivenOptions,
  runOptions: () => RunOptions,
): WatchCommand {
  const known = actions.find((name) => name === action);
  if (known === undefined) throw new UsageError(`“${shownWord(action)}” is none of ${actions.join(', ')}.`, topic);
  refuseUnless(known === 'add' || known === 'edit', rules, given, 'add” and “edit');
  refuseUnless(known === 'edit', onlyForEdit, given, 'edit');
  refuseUnless(known === 'run', onlyForRun, given, 'run');
  refuseUnless(known === 'run' || known === 'list', ['json'], given, 'list” and “run');
  const [stray] = known === 'list' || known === 'run' ? [folder] : more;
  if (stray !== undefined) throw new UsageError(`One word too many: “${shownWord(stray)}”.`, topic);
  switch (known) {
    case 'list':
      return { name: topic, action: known, isJson: given.json !== undefined };
    case 'run':
      return { name: topic, action: known, ...runOptions() };
    case 'pause':
    case 'resume':
    case 'remove':
      if (folder === undefined || folder === '') throw new UsageError('Which one? Give its path; “watch list” shows them.', topic);
      return { name: topic, action: known, folder };
    case 'edit':
      if (folder === undefined || folder === '') throw new UsageError('Which one? Give its path; “watch list” shows them.', topic);
      if ([...rules, ...onlyForEdit].every((name) => given[name] === undefined))
        throw new UsageError('What is it to be? Give --to, --afterwards or one of the rules.', topic);
      return {
        ...{ name: topic, action: known, folder, to: given.to === undefined ? null : urlWithoutPassword(given.to, '--to', topic) },
        ...{ rules: rulesFrom(given), afterwards: given.afterwards === undefined ? null : afterwardsFrom(given.afterwards) },
      };
    case 'add':
      if (folder === undefined || folder === '') throw new UsageError('Which folder? Give its path.', topic);
      if (given.to === undefined) throw new UsageError('Where to? Give --to with the name of a saved destination.', topic);
      return {
        ...{ name: topic, action: known, folder, to: urlWithoutPassword(given.to, '--to', topic) },
        ...{ rules: rulesFrom(given), afterwards: afterwardsFrom(given.afterwards ?? 'leave') },
      };
  }
}

function refuseUnless(isRight: boolean, names: readonly OptionName[], given: GivenOptions, right: string): void {
  const stray = isRight ? undefined : names.find((name) => given[name] !== undefined);
  if (stray !== undefined) throw new UsageError(`--${stray} is only for “${topic} ${right}”.`, topic);
}

function rulesFrom(given: GivenOptions): Partial<WatchRules> {
  const { settle, only, temporary, conflict } = given;
  const leaveOut = given['leave-out'];
  if (given.subfolders !== undefined && given['no-subfolders'] !== undefined)
    throw new UsageError('--subfolders and --no-subfolders say the opposite.', topic);
  return {
    ...(given['no-subfolders'] === undefined ? {} : { includesSubfolders: false }),
    ...(given.subfolders === undefined ? {} : { includesSubfolders: true }),
    ...(settle === undefined ? {} : { settleMs: settleMsFrom(settle) }),
    ...(only === undefined ? {} : { only: patternsFrom(only) }),
    ...(leaveOut === undefined ? {} : { leaveOut: patternsFrom(leaveOut) }),
    ...(temporary === undefined ? {} : { temporaryNames: patternsFrom(temporary) }),
    ...(conflict === undefined ? {} : { conflict: policyFrom(conflict) }),
  };
}

function settleMsFrom(text: string): number {
  const match = /^(\d{1,6})([smh])$/i.exec(text.trim());
  const settleMs = Number(match?.[1]) * (unitsMs[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN);
  if (settleMs >= shortestSettleMs && settleMs <= longestSettleMs) return settleMs;
  throw new UsageError(`--settle takes a time from 1s to 24h such as 10s or 5m, not “${shownWord(text)}”.`, topic);
}

/** `none` alone: there are to be none, as where some are taken back. */
function patternsFrom(text: string): readonly string[] {
  return text === nothing ? [] : text.split('\n');
}

function policyFrom(text: string): DecidingPolicy | null {
  if (text === nothing) return null;
  const policy = decidingPolicies.find((one) => one === text);
  if (policy !== undefined) return policy;
  throw new UsageError(`--conflict takes one of ${decidingPolicies.join(', ')} here, not “${shownWord(text)}”.`, topic);
}

function afterwardsFrom(text: string): Afterwards {
  if (text === 'leave' || text === 'trash') return { kind: text };
  const folder = text.startsWith('move=') ? text.slice('move='.length) : '';
  if (folder !== '') return { kind: 'move', folder };
  throw new UsageError(`--afterwards takes leave, move=FOLDER or trash, not “${shownWord(text)}”.`, topic);
}
