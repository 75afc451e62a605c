import type { Message } from '../tell-person.ts';
import type { LinkProblem } from './parse-add-link.ts';
import { longestLink, mostPaths } from './parse-add-link.ts';

const why: Readonly<Record<LinkProblem, string>> = {
  'too-long': `It is longer than ${longestLink.toLocaleString('en')} characters.`,
  'not-a-link': 'It has not the form gantry://add?path=…',
  'other-words': 'It came together with other words, which no link does.',
  'unknown-action': 'It asks for something else than adding files.',
  'unknown-part': 'It has a part that is neither “path” nor “to”. A link can choose files and a saved destination, and nothing besides.',
  'named-twice': 'It names two destinations.',
  'not-readable': 'A part of it is empty or cannot be read.',
  'no-path': 'It names no file.',
  'too-many-paths': `It names more than ${mostPaths} files and folders.`,
  'not-local': 'It names something that is not a whole path on this computer.',
};

/** Why a link is not followed, for the person who clicked it. */
export function linkProblemWords(problem: LinkProblem): Message {
  return { title: 'This link to Gantry is wrong', remedy: `${why[problem]} Nothing was added.` };
}
