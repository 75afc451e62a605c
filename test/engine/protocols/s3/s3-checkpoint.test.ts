import { describe, expect, it } from 'vitest';
import type { S3Checkpoint } from '../../../../electron/engine/protocols/s3/s3-checkpoint.ts';
import { readS3Checkpoint, writeS3Checkpoint } from '../../../../electron/engine/protocols/s3/s3-checkpoint.ts';

const common = { relativePath: 'a/b c.txt', wasFree: true, beganAtMs: 12 };
const parts: S3Checkpoint = {
  ...common,
  step: 'parts',
  uploadId: 'x',
  partBytes: 5,
  proof: 'md5',
  isOfWhole: false,
  parts: [
    { number: 1, etag: 'aa', sum: 'aa' },
    { number: 3, etag: 'bb', sum: '-' },
  ],
};

describe('the checkpoint of an upload to S3', () => {
  it.each<S3Checkpoint>([
    { ...common, step: 'single' },
    { ...common, step: 'creating' },
    parts,
    { ...parts, parts: [] },
    { ...parts, proof: 'crc64nvme', isOfWhole: true, parts: [{ number: 1, etag: 'aa', sum: 'ZAiA/g==' }] },
  ])('is read as it was written: %o', (checkpoint) => {
    const stored = JSON.parse(JSON.stringify(writeS3Checkpoint(checkpoint)));
    expect(readS3Checkpoint(stored)).toEqual(checkpoint);
  });

  it('is nothing where it is damaged or of another protocol', () => {
    const written = writeS3Checkpoint(parts);
    expect(readS3Checkpoint(null)).toBeNull();
    expect(readS3Checkpoint({ ...written, protocol: 'tus' })).toBeNull();
    for (const name of Object.keys(written)) expect(readS3Checkpoint({ ...written, [name]: null })).toBeNull();
    expect(readS3Checkpoint({ ...written, proof: 'sum' })).toBeNull();
    expect(readS3Checkpoint({ ...written, parts: 'nonsense\n1 aa' })).toMatchObject({ parts: [{ number: 1, etag: 'aa', sum: 'aa' }] });
  });
});
