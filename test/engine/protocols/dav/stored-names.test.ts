import { expect, test } from 'vitest';
import type { DavClient } from '../../../../electron/engine/protocols/dav/dav-client.ts';
import { StoredNames } from '../../../../electron/engine/protocols/dav/stored-names.ts';

const composed = 'caf\u00e9.txt';
const apart = 'cafe\u0301.txt';
const { signal } = new AbortController();

/** A server that has these names, and takes both ways to write an accent for one where `isBlind`. */
function namesAt(there: readonly string[], isBlind: boolean): StoredNames {
  const plain = (name: string): string => (isBlind ? name.normalize('NFC').toLowerCase() : name);
  const client: Pick<DavClient, 'look' | 'entries'> = {
    look: async (url) => {
      const asked = decodeURIComponent(url.pathname.slice(1));
      return there.some((name) => plain(name) === plain(asked))
        ? { kind: 'present', sizeBytes: 1, etag: null, modifiedAtMs: null }
        : { kind: 'absent' };
    },
    entries: async () => there.map((name) => ({ path: `/${name}`, isFolder: false, sizeBytes: 1, etag: null, modifiedAtMs: null })),
  } as Pick<DavClient, 'look' | 'entries'>;
  return new StoredNames(client as DavClient, new URL('http://files.example/'));
}

test.each([
  ['case', 'Photo.jpg', 'photo.jpg'],
  ['accents', composed, apart],
])(
  'two files of ours that differ by %s are not sent to one name at a time, and the second does not replace the first',
  async (_what, first, second) => {
    const names = namesAt([first], true);
    expect(names.claim(first)).toBe(true);
    expect(names.claim(second)).toBe(false);
    names.release(first);
    names.stored(first);
    expect(await names.isTakenByTwin(second, signal)).toBe(true);
    expect(await names.isTakenByTwin(first, signal)).toBe(false);
  },
);

test('a server that tells them apart has two files, of which each may be replaced', async () => {
  const names = namesAt([composed, apart], false);
  names.stored(composed);
  expect(await names.isTakenByTwin(apart, signal)).toBe(false);
});
