import type { ErrorDetails } from '../../error-codes.ts';
import { visibleText } from '../visible-text.ts';
import type { ErrorWords } from './words-by-code.ts';

/** Words for settings that are wrong: which one, what it takes, and what stands there. */
export function settingsErrorWords({ reason, setting = '', expected = '', found = '', path }: ErrorDetails): ErrorWords {
  const file = path === undefined ? 'The file' : visibleText(path);
  const name = visibleText(setting);
  switch (reason) {
    case 'unreadable':
      return words('The settings could not be read', `Check the rights of ${file}.`);
    case 'json':
      return words('The settings are not JSON', `${file} is broken${found === '' ? '' : ` ${visibleText(found)}`}.`);
    case 'version':
      return words('The settings are of another version', `This Gantry reads version ${expected}; there is ${visibleText(found)}.`);
    case 'unknown':
      return words(`There is no setting “${name}”`, 'Check its name, or take it out.');
    default:
      return words(`The setting “${name}” is wrong`, `It takes ${visibleText(expected)}; there is ${visibleText(found)}.`);
  }
}

function words(title: string, remedy: string): ErrorWords {
  return { title, remedy: `${remedy} Nothing of it was taken.`, action: null };
}
