import { expect, test } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { planOfUpload } from '../../electron/engine/plan-of-upload.ts';
import type { PlannedFile, Protocol } from '../../electron/engine/protocols/protocol.ts';
import type { UploadId } from '../../shared/ids.ts';

const upload = {
  uploadId: 'upload-1' as UploadId,
  relativePath: 'a/b.txt',
  fingerprint: { size: 5, modifiedAtMs: 1, changedAtMs: 1, inode: '1', device: '1' },
  targetConflict: null,
};

const plan = (protocolOf: () => Protocol, size = 5) =>
  planOfUpload({ ...upload, fingerprint: { ...upload.fingerprint, size } }, { conflict: 'overwrite' }, protocolOf);

test('a small file is planned as its protocol says, a large one is not', () => {
  const protocol = { plan: ({ target }: PlannedFile) => ({ name: `${target.relativePath}.part` }) } as unknown as Protocol;
  expect(plan(() => protocol)).toEqual({ name: 'a/b.txt.part' });
  expect(plan(() => protocol, 2 ** 20 + 1)).toBeNull();
  expect(plan(() => ({}) as unknown as Protocol)).toBeNull();
});

test('a destination that cannot be used plans nothing, and stops nobody', () => {
  const refuse = (): never => {
    throw new UploadError('destination-unknown');
  };
  expect(plan(refuse)).toBeNull();
});
