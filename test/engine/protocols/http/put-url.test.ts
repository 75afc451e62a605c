import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putUrl } from '../../../../electron/engine/protocols/http/put-url.ts';
import { oddNames } from '../../../files/odd-names.ts';

const destination = new URL('https://h.example/pre%20fix/?sig=a%2Bb');

describe('putUrl', () => {
  it('keeps prefix and query and encodes each part', () => {
    expect(putUrl(destination, 'a b/c?d#e%.txt').href).toBe('https://h.example/pre%20fix/a%20b/c%3Fd%23e%25.txt?sig=a%2Bb');
    expect(putUrl(new URL('http://h/p'), 'a').href).toBe('http://h/p/a');
  });

  it.each(['..', 'a/../b', './a', 'a//b', '', '/a', 'a/'])('refuses %j', (path) => {
    expect(() => putUrl(destination, path)).toThrow(expect.objectContaining({ code: 'name-refused' }));
  });

  it.each(oddNames.map((name) => [name]))('gives %j back to a server that decodes it', (name) => {
    const last = putUrl(destination, `folder/${name}`).pathname.split('/').at(-1) ?? '';
    expect(decodeURIComponent(last)).toBe(name);
  });

  it('stays under its prefix for any name', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 4 }), (parts) => {
        const clean = parts.map((part) => part.replaceAll('/', '_')).filter((part) => part !== '.' && part !== '..');
        fc.pre(clean.length > 0);
        const url = putUrl(destination, clean.join('/'));
        expect(url.pathname.startsWith('/pre%20fix/') && url.pathname.split('/').length === clean.length + 2).toBe(true);
        expect([url.search, url.hash, url.host]).toEqual(['?sig=a%2Bb', '', 'h.example']);
      }),
    );
  });
});
