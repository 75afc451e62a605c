import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { tusMetadataOf } from '../../../../electron/engine/protocols/tus/tus-metadata.ts';
import type { UploadSource } from '../../../../electron/engine/source/upload-source.ts';

const source = { fingerprint: { size: 1, modifiedAtMs: 1234.5678, inode: '1', device: '1' } } as UploadSource;

describe('tusMetadataOf', () => {
  it('encodes every value, and names that no header could carry', () => {
    const target = { relativePath: 'a\n/שלום "x".txt', fileName: 'שלום "x".txt', contentType: 'text/plain', conflict: 'rename' } as const;
    const metadata = tusMetadataOf({ uploadId: 'u1', source, target });
    expect(metadata).toMatch(/^[\x20-\x7e]+$/);
    const decoded = metadata.split(',').map((pair) => {
      const [key, value = ''] = pair.split(' ');
      return [key, Buffer.from(value, 'base64').toString('utf8')];
    });
    expect(Object.fromEntries(decoded)).toEqual({
      filename: target.fileName,
      relativePath: target.relativePath,
      filetype: 'text/plain',
      mtime: '1235',
      uploadId: 'u1',
      conflict: 'rename',
    });
  });

  it('leaves the value out where there is none', () => {
    const target = { relativePath: 'a', fileName: 'a', contentType: '', conflict: 'skip' } as const;
    expect(tusMetadataOf({ uploadId: 'u1', source, target })).toContain(',filetype,');
  });
});
