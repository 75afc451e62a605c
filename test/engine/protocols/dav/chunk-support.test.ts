import { describe, expect, it } from 'vitest';
import { readChunkCheckpoint, writeChunkCheckpoint } from '../../../../electron/engine/protocols/dav/chunk-checkpoint.ts';
import { uploadsUrlOf } from '../../../../electron/engine/protocols/dav/chunk-support.ts';

const session = `gantry-${'0a'.repeat(16)}`;

describe('uploadsUrlOf', () => {
  it.each([
    ['https://h/remote.php/dav/files/al%20ice/', 'https://h/remote.php/dav/uploads/al%20ice/'],
    ['https://h/cloud/remote.php/dav/files/bob/a/b/', 'https://h/cloud/remote.php/dav/uploads/bob/'],
    ['https://h/remote.php/webdav/', null],
    ['https://h/files/bob/', null],
  ])('of %s is %s', (destination, uploads) => {
    expect(uploadsUrlOf(new URL(destination))?.href ?? null).toBe(uploads);
  });
});

describe('a checkpoint of chunks', () => {
  it.each([null, '', '"e"'])('comes back as it was written: %j', (before) => {
    const checkpoint = { session, chunkBytes: 5, relativePath: 'a/b', isJoining: true, before };
    expect(readChunkCheckpoint(writeChunkCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  it.each([
    null,
    { protocol: 'dav', way: 'move' },
    { protocol: 'dav', way: 'chunks', session: '../files', chunkBytes: 5, relativePath: 'a' },
    { protocol: 'dav', way: 'chunks', session, chunkBytes: 0, relativePath: 'a' },
    { protocol: 'dav', way: 'chunks', session, chunkBytes: 5 },
  ])('is not %j', (checkpoint) => {
    expect(readChunkCheckpoint(checkpoint)).toBeNull();
  });
});
