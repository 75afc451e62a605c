import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { authorizationOf } from '../../../../electron/engine/protocols/transport/authorization.ts';

describe('authorizationOf', () => {
  it('makes the three kinds', () => {
    expect(authorizationOf({ kind: 'none' })).toBeNull();
    expect(authorizationOf({ kind: 'bearer', token: ' abc.def\n' })).toBe('Bearer abc.def');
    const basic = authorizationOf({ kind: 'basic', user: 'jürgen', password: 'a:b' });
    expect(Buffer.from((basic ?? '').slice(6), 'base64').toString('utf8')).toBe('jürgen:a:b');
  });

  it.each(['', 'two words', 'line\nbreak', 'schlüssel'])('refuses the token %j', (token) => {
    expect(() => authorizationOf({ kind: 'bearer', token })).toThrow(expect.objectContaining({ code: 'sign-in-refused' }));
  });
});
