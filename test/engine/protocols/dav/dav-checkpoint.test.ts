import { describe, expect, it } from 'vitest';
import { readDavCheckpoint, writeDavCheckpoint } from '../../../../electron/engine/protocols/dav/dav-checkpoint.ts';

const temporaryPath = 'a/.b.gantry-0123456789abcdef';

describe('a checkpoint of WebDAV', () => {
  it.each([
    { way: 'move', temporaryPath, movingTo: null, etag: null, abandoned: [] },
    {
      way: 'move',
      temporaryPath,
      movingTo: 'a/b',
      etag: '"e"',
      abandoned: ['a/.b\n.gantry-0000000000000001', '.c.gantry-0000000000000002'],
    },
    { way: 'plain', relativePath: 'a/b' },
  ] as const)('comes back as it was written: %j', (checkpoint) => {
    expect(readDavCheckpoint(writeDavCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  it.each([
    null,
    {},
    { protocol: 'put', relativePath: 'a' },
    { protocol: 'dav', way: 'move', temporaryPath: 'a/somebody.txt', movingTo: null },
    { protocol: 'dav', way: 'move', temporaryPath: 7 },
    { protocol: 'dav', way: 'plain' },
  ])('is not %j', (checkpoint) => {
    expect(readDavCheckpoint(checkpoint)).toBeNull();
  });
});
