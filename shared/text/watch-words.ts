import type { Afterwards, WatchedFolder } from '../watched-folder.ts';
import { errorWords } from './error-words.ts';
import { formatCount } from './format-count.ts';

const minuteMs = 60_000;

/** How a watched folder fares, in a line: "Watching · 3 waiting to settle · 1,204 sent". */
export function watchStateWords(folder: WatchedFolder): string {
  const { state, settling, sending, sent, failed, passedOver } = folder;
  if (state === 'away') return 'Folder is not there. Goes on by itself when it is back.';
  const facts = [
    stateWords[state],
    ...(settling > 0 ? [`${formatCount(settling)} waiting to settle`] : []),
    ...(sending > 0 ? [`${formatCount(sending)} being sent`] : []),
    `${formatCount(sent)} sent`,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(passedOver > 0 ? [`${formatCount(passedOver)} passed over`] : []),
  ];
  return facts.join(' · ');
}

const stateWords: Readonly<Record<Exclude<WatchedFolder['state'], 'away'>, string>> = {
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
  return isWatched && isScannedOnly ? 'The system tells no changes here: it is looked through every 15 s or less often.' : null;
}

/** Which files are taken, when, and what becomes of them. */
export function watchRulesWords({ includesSubfolders, only, leaveOut, settleMs, afterwards }: WatchedFolder): string {
  const facts = [
    includesSubfolders ? 'With subfolders' : 'Without subfolders',
    ...(only.length > 0 ? [`only ${only.join(', ')}`] : []),
    ...(leaveOut.length > 0 ? [`without ${leaveOut.join(', ')}`] : []),
    `when unchanged for ${settleWords(settleMs)}`,
    afterwardsWords(afterwards),
  ];
  return facts.join(' · ');
}

function afterwardsWords(afterwards: Afterwards): string {
  switch (afterwards.kind) {
    case 'leave':
      return 'then left in place';
    case 'move':
      return `then moved to ${afterwards.folder}`;
    case 'trash':
      return 'then put in the trash';
  }
}

/** Of a batch: where its files come from. */
export function watchedBatchWords(watchedPath: string): string {
  return `From the watched folder ${watchedPath}`;
}

/** `10 s`, `5 min`: exact, as it is a rule and no estimate. */
export function settleWords(settleMs: number): string {
  return settleMs % minuteMs === 0 ? `${settleMs / minuteMs} min` : `${settleMs / 1_000} s`;
}
