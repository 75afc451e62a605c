import { describe, expect, it } from 'vitest';
import { davFolderUrl, davUrl, folderOf } from '../../../../electron/engine/protocols/dav/dav-url.ts';
import { oddNames } from '../../../files/odd-names.ts';

const destination = new URL('https://h.example/pre%20fix/?token=a%2Bb');

describe('davUrl', () => {
  it('keeps prefix and query and encodes each part', () => {
    expect(davUrl(destination, 'a b/c?d#e%.txt').href).toBe('https://h.example/pre%20fix/a%20b/c%3Fd%23e%25.txt?token=a%2Bb');
    expect(davFolderUrl(destination, 'a b').href).toBe('https://h.example/pre%20fix/a%20b/?token=a%2Bb');
    expect(davFolderUrl(new URL('http://h/p'), '').href).toBe('http://h/p/');
    expect(['a/b/c', 'c'].map(folderOf)).toEqual(['a/b', '']);
  });

  it.each(['..', 'a/../b', './a', 'a//b', '', '/a', 'a/', 'a\0b'])('refuses %j', (path) => {
    expect(() => davUrl(destination, path)).toThrow(expect.objectContaining({ code: 'name-refused' }));
  });

  it.each(oddNames.map((name) => [name]))('gives %j back to a server that decodes it', (name) => {
    expect(decodeURIComponent(davUrl(destination, `folder/${name}`).pathname.split('/').at(-1) ?? '')).toBe(name);
  });
});
