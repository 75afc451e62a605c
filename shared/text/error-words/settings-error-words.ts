import type { ErrorDetails } from '../../error-codes.ts';
import { say } from '../../language/say.ts';
import type { PlainText } from '../../language/text.ts';
import { expectationWords } from '../expectation-words.ts';
import { visibleText } from '../visible-text.ts';
import type { ErrorWords } from './words-by-code.ts';

/** What can stand in place of a setting, other than a value. */
const foundWords: readonly PlainText[] = [
  'nothing',
  'something else',
  'a file that cannot be started',
  'a file without one',
  'something that is no certificate',
];

/** Words for settings that are wrong: which one, what it takes, and what stands there. */
export function settingsErrorWords({ reason, setting = '', expected = '', found = '', path }: ErrorDetails): ErrorWords {
  const name = visibleText(setting);
  switch (reason) {
    case 'unreadable':
      return words(
        say('The settings could not be read'),
        path === undefined ? say('Check the rights of the file.') : say('Check the rights of {path}.', { path: visibleText(path) }),
      );
    case 'json':
      return words(say('The settings are not JSON'), brokenWords(path === undefined ? say('The file') : visibleText(path), found));
    case 'version':
      return words(
        say('The settings are of another version'),
        found === 'none'
          ? say('This Gantry reads version {expected}; there is none.', { expected })
          : say('This Gantry reads version {expected}; there is {found}.', { expected, found: visibleText(found) }),
      );
    case 'unknown':
      return words(say('There is no setting “{name}”', { name }), say('Check its name, or take it out.'));
    default: {
      const facts = { expected: expectationWords(setting, expected), found: sayFound(found) };
      return words(say('The setting “{name}” is wrong', { name }), say('It takes {expected}; there is {found}.', facts));
    }
  }
}

function brokenWords(file: string, found: string): string {
  const line = /^in line (\d+)$/.exec(found)?.[1];
  return line === undefined ? say('{file} is broken.', { file }) : say('{file} is broken in line {line}.', { file, line });
}

function sayFound(found: string): string {
  const known = foundWords.find((words) => words === found);
  return known === undefined ? visibleText(found) : say(known);
}

function words(title: string, remedy: string): ErrorWords {
  return { title, remedy: `${remedy} ${say('Nothing of it was taken.')}`, action: null };
}
