import { expect, test } from 'vitest';
import { commandWords } from '../../electron/host/command-words.ts';

test.each([
  [['gantry-desktop'], null],
  [['gantry-desktop', 'gantry://add?path=--cli'], null],
  [['gantry-desktop', '--', '--cli'], null],
  [['Gantry.exe', '--', 'gantry://x', '--cli'], null],
  [['gantry-desktop', '--cli', '--', 'status'], ['status']],
  [
    ['gantry-desktop', '--no-sandbox', '--log-level=3', '--cli', '--', 'upload', '--to', 'tus+http://host/', '--', '-odd'],
    ['upload', '--to', 'tus+http://host/', '--', '-odd'],
  ],
  [['gantry-desktop', '--cli', '--'], []],
  [['gantry-desktop', '--cli', 'status'], []],
] as const)('%j has the words %j', (programArguments, words) => {
  expect(commandWords(programArguments)).toEqual(words);
});
