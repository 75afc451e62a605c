import { expect, it } from 'vitest';
import { jsonText } from '../../../electron/terminal/json-text.ts';

it('says the same as JSON, with nothing in it that a terminal obeys', () => {
  const event = { name: 'a\u001b[2J\u009b2J\u007f\u0085\u202etxt.exe\u2069 ü 文 😀.bin', sizes: [1, null] };
  const text = jsonText(event);
  expect(JSON.parse(text)).toEqual(event);
  expect(text).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
  expect(text).toContain('ü 文 😀');
});
