import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactFacts } from '../../electron/host/redact-facts.ts';

test('redacts by name, at any depth', () => {
  const facts = {
    token: 'a',
    Authorization: 'Bearer abcdefgh',
    nested: { userPassword: 'b', client_secret: 'c', kept: 1 },
    list: [{ cookie: 'd' }],
  };
  expect(redactFacts(facts)).toEqual({
    token: '[redacted]',
    Authorization: '[redacted]',
    nested: { userPassword: '[redacted]', client_secret: '[redacted]', kept: 1 },
    list: [{ cookie: '[redacted]' }],
  });
});

test('redacts user information of addresses and bearer values inside of texts', () => {
  expect(redactFacts({ url: new URL('https://ana:hunter2@host/a'), said: 'sent Bearer abc.def-123 to dav+http://ana:pw@host/b' })).toEqual({
    url: 'https://[redacted]@host/a',
    said: 'sent Bearer [redacted] to dav+http://[redacted]@host/b',
  });
});

test('an error keeps its words, code and cause', () => {
  const error = Object.assign(new Error('refused', { cause: new Error('https://u:p@h/') }), { code: 'ECONNREFUSED' });
  const { error: logged } = redactFacts({ error }) as { error: Record<string, unknown> };
  expect(logged).toMatchObject({ name: 'Error', message: 'refused', code: 'ECONNREFUSED', cause: { message: 'https://[redacted]@h/' } });
  expect(logged['stack']).toContain('redact-facts.test');
});

test('a circle ends', () => {
  const circle: Record<string, unknown> = { name: 'a' };
  circle['self'] = circle;
  expect(redactFacts({ circle })).toEqual({ circle: { name: 'a', self: '[left out]' } });
});

test('whatever comes in, JSON comes out and a secret does not', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withDate: true, withTypedArray: true })), (facts) => {
      const text = JSON.stringify(redactFacts({ ...facts, deep: { accessToken: 'the-hidden-value', rest: facts } }));
      expect(text).not.toContain('the-hidden-value');
    }),
  );
});
