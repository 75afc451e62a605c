import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../../electron/engine/protocols/protocol.ts';
import { readTusCheckpoint, uploadUrlOf, writeTusCheckpoint } from '../../../../electron/engine/protocols/tus/tus-checkpoint.ts';

describe('tus checkpoint', () => {
  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.option(fc.nat()), fc.option(fc.string()), fc.option(fc.nat()), (path, expiresAt, uploadId, bytes) => {
        const proof = bytes === null ? null : ({ algorithm: 'sha1', provenBytes: bytes } as const);
        const checkpoint = { uploadPath: `/${path}`, expiresAt, uploadId, proof };
        expect(readTusCheckpoint(JSON.parse(JSON.stringify(writeTusCheckpoint(checkpoint))))).toEqual(checkpoint);
      }),
    );
  });

  it.each<Checkpoint | null>([null, {}, { protocol: 'put', uploadPath: '/a' }, { protocol: 'tus' }, { protocol: 'tus', uploadPath: 'a' }])(
    'takes %j for none',
    (checkpoint) => {
      expect(readTusCheckpoint(checkpoint)).toBeNull();
    },
  );

  it('follows the destination to another port, and never leaves it', () => {
    expect(uploadUrlOf(new URL('http://127.0.0.1:5/files/'), '/files/1?a=b').href).toBe('http://127.0.0.1:5/files/1?a=b');
    expect(uploadUrlOf(new URL('http://127.0.0.1:5/files/'), '//evil.example/1').host).toBe('127.0.0.1:5');
    expect(uploadUrlOf(new URL('http://127.0.0.1:5/files/'), '/@evil.example/1').host).toBe('127.0.0.1:5');
  });
});
