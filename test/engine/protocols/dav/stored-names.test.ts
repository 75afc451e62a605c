import { describe, expect, it, test } from 'vitest';
import type { DavClient } from '../../../../electron/engine/protocols/dav/dav-client.ts';
import { StoredNames } from '../../../../electron/engine/protocols/dav/stored-names.ts';
import { memoryOf } from '../memory-of.ts';

const composed = 'caf\u00e9.txt';
const apart = 'cafe\u0301.txt';
const { signal } = new AbortController();

/** A server that has these names, and takes as one what `plain` makes the same. */
function namesAt(there: readonly string[], plain: (name: string) => string, values = new Map<string, number>()) {
  const asked: string[] = [];
  const client: Pick<DavClient, 'look' | 'entries'> = {
    look: async (url) => {
      const name = decodeURIComponent(url.pathname.slice(1));
      asked.push(name);
      return there.some((one) => plain(one) === plain(name)) ? { kind: 'present', sizeBytes: 1, etag: null } : { kind: 'absent' };
    },
    entries: async () => {
      asked.push('list');
      return there.map((name) => ({ path: `/${name}`, isFolder: false, sizeBytes: 1, modifiedAtMs: null }));
    },
  };
  const names = new StoredNames({ client, destination: new URL('http://files.example/'), memory: memoryOf(values) });
  return { names, asked };
}
const blind = (name: string): string => name.normalize('NFC').toLowerCase();
const exact = (name: string): string => name;

describe.each([
  ['case', 'Photo.jpg', 'photo.jpg'],
  ['accents', composed, apart],
])('two files of ours that differ by %s', (_what, first, second) => {
  it('are not sent to one name at a time', async () => {
    const { names } = namesAt([], blind);
    let resolve = (): void => undefined;
    const sending = names.claim(first, () => new Promise<void>((done) => (resolve = done)));
    for (const name of [first, second]) expect(await names.claim(name, async () => 'never')).toBeNull();
    resolve();
    await sending;
    expect(await names.claim(second, async () => 'free again')).toBe('free again');
  });

  it('are one name at a server that does not tell them apart, and each its own elsewhere', async () => {
    const { names } = namesAt([first], blind);
    expect([await names.isTakenByTwin(second, [first], signal), await names.isTakenByTwin(first, [], signal)]).toEqual([true, false]);
    const telling = namesAt([first, second], exact).names;
    expect(await telling.isTakenByTwin(second, [first], signal)).toBe(false);
  });
});

test('a server that writes accents in its own way is not believed to have the second file', async () => {
  const { names } = namesAt([apart], blind);
  expect(await names.isTakenByTwin(apart, [composed], signal)).toBe(true);
});

test('a name in a folder that differs so is one, too', async () => {
  const { names } = namesAt(['Trip', 'Trip/map.txt'], blind);
  expect(await names.isTakenByTwin('trip/map.txt', ['Trip/map.txt'], signal)).toBe(true);
});

test('a file of ours that got a number has the name with it, whoever else is called so', async () => {
  const { names } = namesAt(['map (2).txt'], exact);
  expect(await names.isTakenByTwin('map (2).txt', ['map (2).txt'], signal)).toBe(true);
});

describe('what no file of ours has become', () => {
  it('is of another name where it differs by case', async () => {
    const { names } = namesAt(['Photo.jpg'], blind);
    expect([await names.isTakenByTwin('photo.jpg', [], signal), await names.isTakenByTwin('Photo.jpg', [], signal)]).toEqual([true, false]);
  });

  it('is listed once for a folder', async () => {
    const { names, asked } = namesAt(['a.txt', 'b.txt', 'c.txt'], blind);
    for (const name of ['a.txt', 'b.txt', 'c.txt']) expect(await names.isTakenByTwin(name, [], signal)).toBe(false);
    expect(asked).toEqual(['A.TXT', 'list', 'B.TXT', 'C.TXT']);
  });

  it('costs a question for each of two files where case counts, and none for ever after', async () => {
    const values = new Map<string, number>();
    const { names, asked } = namesAt(['a.txt', 'b.txt'], exact, values);
    for (const name of ['a.txt', 'b.txt', 'c.txt']) {
      expect(await names.isTakenByTwin(name, [], signal)).toBe(false);
      names.stored(name);
    }
    expect(asked).toEqual(['A.TXT', 'A.TXT']);
    const later = namesAt(['a.txt'], exact, values);
    expect([await later.names.isTakenByTwin('a.txt', [], signal), later.asked]).toEqual([false, []]);
  });
});
