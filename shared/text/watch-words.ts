import { say } from '../language/say.ts';
import { sayCount } from '../language/say-count.ts';
import type { PlainText } from '../language/text.ts';
import type { Afterwards, WatchedFolder } from '../watched-folder.ts';
import { errorWords } from './error-words.ts';

const minuteMs = 60_000;

/** How a watched folder fares, in a line: "Watching · 3 waiting to settle · 1,204 sent". */
export function watchStateWords(folder: WatchedFolder): string {
  const { state, settling, sending, sent, failed, passedOver } = folder;
  if (state === 'away') return say('Folder is not there. Goes on by itself when it is back.');
  const facts = [
    say(stateWords[state]),
    ...(settling > 0 ? [sayCount(settling, '{count} waiting to settle', '{count} waiting to settle')] : []),
    ...(sending > 0 ? [sayCount(sending, '{count} being sent', '{count} being sent')] : []),
    say('{count} sent', { count: sent }),
    ...(failed > 0 ? [say('{count} failed', { count: failed })] : []),
    ...(passedOver > 0 ? [say('{count} passed over', { count: passedOver })] : []),
  ];
  return facts.join(' · ');
}

const stateWords: Readonly<Record<Exclude<WatchedFolder['state'], 'away'>, PlainText>> = {
  looking: 'Looking through it',
  watching: 'Watching',
  paused: 'Paused',
  unattended: 'Not watched now: open the window, or run “gantry watch run”',
};

/** What a person should know besides; null: nothing. */
export function watchNoteWords({ state, problem, isScannedOnly }: WatchedFolder): string | null {
  if (problem !== null) {
    const { title, remedy } = errorWords(problem);
    const words = `${title}. ${remedy}`;
    const { path } = problem.details;
    return path === undefined || words.includes(path) ? words : `${words} (${path})`;
  }
  const isWatched = state === 'watching' || state === 'looking';
  return isWatched && isScannedOnly ? say('The system tells no changes here: it is looked through every 15 s or less often.') : null;
}

/** Which files are taken, when, and what becomes of them. */
export function watchRulesWords({ includesSubfolders, only, leaveOut, settleMs, afterwards }: WatchedFolder): string {
  const facts = [
    say(includesSubfolders ? 'With subfolders' : 'Without subfolders'),
    ...(only.length > 0 ? [say('only {patterns}', { patterns: only.join(', ') })] : []),
    ...(leaveOut.length > 0 ? [say('without {patterns}', { patterns: leaveOut.join(', ') })] : []),
    say('when unchanged for {time}', { time: settleWords(settleMs) }),
    afterwardsWords(afterwards),
  ];
  return facts.join(' · ');
}

function afterwardsWords(afterwards: Afterwards): string {
  switch (afterwards.kind) {
    case 'leave':
      return say('then left in place');
    case 'move':
      return say('then moved to {folder}', { folder: afterwards.folder });
    case 'trash':
      return say('then put in the trash');
  }
}

/** Of a batch: where its files come from. */
export function watchedBatchWords(watchedPath: string): string {
  return say('From the watched folder {path}', { path: watchedPath });
}

/** `10 s`, `5 min`: exact, as it is a rule and no estimate. */
export function settleWords(settleMs: number): string {
  return settleMs % minuteMs === 0
    ? say('{minutes} min', { minutes: String(settleMs / minuteMs) })
    : say('{seconds} s', { seconds: String(settleMs / 1_000) });
}
