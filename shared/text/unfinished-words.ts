import type { UnfinishedOwner, UnfinishedRemoval } from '../unfinished.ts';
import { countOf } from './count-of.ts';
import { errorWords } from './error-words.ts';

const owners: Readonly<Record<UnfinishedOwner, string>> = {
  queue: 'Belongs to a file in the list',
  gantry: 'Begun by Gantry',
  other: 'Begun elsewhere',
};

/** Whose an unfinished upload is. */
export function unfinishedOwnerWords(owner: UnfinishedOwner): string {
  return owners[owner];
}

/** What became of removing unfinished uploads, in sentences. */
export function removalWords(removals: readonly UnfinishedRemoval[]): string {
  const count = (fate: UnfinishedRemoval['fate']): number => removals.filter((removal) => removal.fate === fate).length;
  const [removed, gone, inUse, failed] = [count('removed'), count('gone'), count('in-use'), count('failed')];
  const sentences = [
    removed > 0 ? `Removed ${countOf(removed, 'unfinished upload')}.` : '',
    gone > 0 ? `${countOf(gone, 'was', 'were')} gone already.` : '',
    inUse > 0 ? `${countOf(inUse, 'belongs', 'belong')} to files in the list: cancel those files instead.` : '',
    failed > 0 ? `${countOf(failed, 'was', 'were')} not removed: ${reasonsOf(removals)}` : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? 'Nothing to remove.' : sentences.join(' ');
}

/** Each reason once: a server that refuses one mostly refuses all. */
function reasonsOf(removals: readonly UnfinishedRemoval[]): string {
  const reasons = removals.flatMap(({ error }) => (error === null ? [] : [errorWords(error)]));
  return [...new Set(reasons.map(({ title, remedy }) => `${title}. ${remedy}`))].join(' ');
}
