import { Buffer } from 'node:buffer';
import { reasonOf } from '../../../../shared/text/reason-of.ts';
import { UploadError } from '../../errors/upload-error.ts';

const mostKeyBytes = 1024;

/** The key of a file under a destination. Throws `name-refused` for what no key, or no path, may be. */
export function s3KeyOf(prefix: string, relativePath: string): string {
  const parts = relativePath.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0')))
    throw new UploadError('name-refused', { details: { path: relativePath } });
  // Half of a surrogate pair has no UTF-8.
  const key = `${prefix}${relativePath.replace(/\p{Surrogate}/gu, '\ufffd')}`;
  const keyBytes = Buffer.byteLength(key);
  if (keyBytes <= mostKeyBytes) return key;
  throw new UploadError('name-refused', {
    details: {
      path: relativePath,
      ...reasonOf('{bytes} bytes with its folders, {most} are possible', { bytes: String(keyBytes), most: String(mostKeyBytes) }),
    },
  });
}
