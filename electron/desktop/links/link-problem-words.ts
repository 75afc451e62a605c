import { say } from '../../../shared/language/say.ts';
import type { Message } from '../tell-person.ts';
import type { LinkProblem } from './parse-add-link.ts';
import { longestLink, mostPaths } from './parse-add-link.ts';

function why(problem: LinkProblem): string {
  switch (problem) {
    case 'too-long':
      return say('It is longer than {most} characters.', { most: longestLink });
    case 'not-a-link':
      return say('It has not the form {form}', { form: 'gantry://add?path=…' });
    case 'other-words':
      return say('It came together with other words, which no link does.');
    case 'unknown-action':
      return say('It asks for something else than adding files.');
    case 'unknown-part':
      return say('It has a part that is neither “path” nor “to”. A link can choose files and a saved destination, and nothing besides.');
    case 'named-twice':
      return say('It names two destinations.');
    case 'not-readable':
      return say('A part of it is empty or cannot be read.');
    case 'no-path':
      return say('It names no file.');
    case 'too-many-paths':
      return say('It names more than {most} files and folders.', { most: mostPaths });
    case 'not-local':
      return say('It names something that is not a whole path on this computer.');
  }
}

/** Why a link is not followed, for the person who clicked it. */
export function linkProblemWords(problem: LinkProblem): Message {
  return { title: say('This link to Gantry is wrong'), remedy: `${why(problem)} ${say('Nothing was added.')}` };
}
