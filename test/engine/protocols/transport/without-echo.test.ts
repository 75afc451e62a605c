import { expect, test } from 'vitest';
import type { Credentials } from '../../../../electron/engine/ports.ts';
import { withoutEcho } from '../../../../electron/engine/protocols/transport/without-echo.ts';
import { answerOf } from './answer-of.ts';

const basic: Credentials = { kind: 'basic', user: 'ana', password: 'h"unter&2' };
const bearer: Credentials = { kind: 'bearer', token: ' t0ken/with+signs ' };

test.each([
  ['the header', bearer, 'Authorization: Bearer t0ken/with+signs refused'],
  ['an address', bearer, 'no such page: /?access=t0ken%2Fwith%2Bsigns'],
  ['base64', bearer, `got ${Buffer.from('t0ken/with+signs').toString('base64')}`],
  ['the header of a password', basic, `Basic ${Buffer.from('ana:h"unter&2').toString('base64')} refused`],
  ['a page', basic, '<p>wrong: h&quot;unter&amp;2</p>'],
  ['JSON', basic, JSON.stringify({ password: 'h"unter&2' })],
])('a refusal that repeats the sign-in as %s does not hand it on', (_form, credentials, body) => {
  const safe = withoutEcho(answerOf(401, {}, body), credentials).body.toString();
  expect(safe).toContain('[redacted]');
  expect(safe).not.toMatch(/t0ken|unter|dDBrZW4v|YW5hO/);
});

test('an answer that repeats nothing, or that is a success, stays as it is', () => {
  const refusal = answerOf(401, {}, 'who are you?');
  expect(withoutEcho(refusal, bearer)).toBe(refusal);
  const success = answerOf(200, {}, 't0ken/with+signs');
  expect(withoutEcho(success, bearer)).toBe(success);
  expect(withoutEcho(refusal, { kind: 'none' })).toBe(refusal);
});
