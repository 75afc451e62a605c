import { describe, expect, it } from 'vitest';
import { s3KeyOf } from '../../../../electron/engine/protocols/s3/s3-key.ts';

describe('the key of a file', () => {
  it.each(['..', 'a/../b', './a', 'a//b', '', '/a', 'a/', 'a\0b'])('is none for %j', (path) => {
    expect(() => s3KeyOf('in/', path)).toThrow(expect.objectContaining({ code: 'name-refused' }));
  });

  it('has at most 1024 bytes of UTF-8, with its folders', () => {
    expect(s3KeyOf('in/', 'ü'.repeat(510))).toHaveLength(513);
    const reason = '1025 bytes with its folders, 1024 are possible';
    expect(() => s3KeyOf('in/', 'ü'.repeat(511))).toThrow(
      expect.objectContaining({ code: 'name-refused', details: expect.objectContaining({ path: 'ü'.repeat(511), reason }) }),
    );
  });
});
