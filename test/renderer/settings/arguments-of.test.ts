import { expect, test } from 'vitest';
import { argumentsOf } from '../../../renderer/settings/arguments-of.ts';

test.each([
  ['', []],
  ['-t', ['-t']],
  [' spaced \n\nlast\n', [' spaced ', '', 'last']],
])('%j are the arguments %j', (text, expected) => {
  expect(argumentsOf(text)).toEqual(expected);
});
