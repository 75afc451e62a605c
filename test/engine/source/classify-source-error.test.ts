import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { classifySourceError } from '../../../electron/engine/source/classify-source-error.ts';

const withCode = (code: string): Error => Object.assign(new Error(`${code}: secret words of a library`), { code });

describe('classifySourceError', () => {
  it.each([
    ['ENOENT', 'source-missing'],
    ['ESTALE', 'source-away'],
    ['ENODEV', 'source-away'],
    ['EACCES', 'source-unreadable'],
    ['EPERM', 'source-unreadable'],
    ['EIO', 'source-disk-error'],
    ['EISDIR', 'source-not-a-file'],
    ['ENAMETOOLONG', 'path-too-long'],
    ['EBUSY', 'source-locked'],
    ['ETXTBSY', 'source-locked'],
    ['EMFILE', 'machine-exhausted'],
    ['EWHATEVER', 'source-unreadable'],
  ])('%s is %s', (errno, code) => {
    const cause = withCode(errno);
    const error = classifySourceError(cause, '/some/file');
    expect(error.code).toBe(code);
    expect(error.details).toEqual({ path: '/some/file', reason: errno });
    expect(error.cause).toBe(cause);
  });

  it('leaves an UploadError as it is and takes what is no error at all', () => {
    const error = new UploadError('source-short');
    expect(classifySourceError(error, '/some/file')).toBe(error);
    expect(classifySourceError('what', '/some/file')).toMatchObject({ code: 'source-unreadable', details: { path: '/some/file' } });
  });
});
