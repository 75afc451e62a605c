import { say } from '../language/say.ts';
import { sayCount } from '../language/say-count.ts';
import type { PlainText } from '../language/text.ts';
import type { UnfinishedOwner, UnfinishedRemoval } from '../unfinished.ts';
import { errorWords } from './error-words.ts';

const owners: Readonly<Record<UnfinishedOwner, PlainText>> = {
  queue: 'Belongs to a file in the list',
  gantry: 'Begun by Gantry',
  other: 'Begun elsewhere',
};

/** Whose an unfinished upload is. */
export function unfinishedOwnerWords(owner: UnfinishedOwner): string {
  return say(owners[owner]);
}

/** What became of removing unfinished uploads, in sentences. */
export function removalWords(removals: readonly UnfinishedRemoval[]): string {
  const count = (fate: UnfinishedRemoval['fate']): number => removals.filter((removal) => removal.fate === fate).length;
  const [removed, gone, inUse, failed] = [count('removed'), count('gone'), count('in-use'), count('failed')];
  const sentences = [
    removed > 0 ? sayCount(removed, 'Removed {count} unfinished upload.', 'Removed {count} unfinished uploads.') : '',
    gone > 0 ? sayCount(gone, '{count} was gone already.', '{count} were gone already.') : '',
    inUse > 0
      ? sayCount(
          inUse,
          '{count} belongs to files in the list: cancel those files instead.',
          '{count} belong to files in the list: cancel those files instead.',
        )
      : '',
    failed > 0
      ? sayCount(failed, '{count} was not removed: {reasons}', '{count} were not removed: {reasons}', { reasons: reasonsOf(removals) })
      : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? say('Nothing to remove.') : sentences.join(' ');
}

/** Each reason once: a server that refuses one mostly refuses all. */
function reasonsOf(removals: readonly UnfinishedRemoval[]): string {
  const reasons = removals.flatMap(({ error }) => (error === null ? [] : [errorWords(error)]));
  return [...new Set(reasons.map(({ title, remedy }) => `${title}. ${remedy}`))].join(' ');
}
