import { UploadError } from '../../errors/upload-error.ts';

/**
 * The URL of a file under a destination: its path as prefix, each part of `relativePath` percent-encoded, its query kept.
 * Throws `name-refused` for a path that would lead out of the prefix.
 */
export function putUrl(destination: URL, relativePath: string): URL {
  const parts = relativePath.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new UploadError('name-refused', { details: { path: relativePath } });
  }
  const prefix = destination.pathname.endsWith('/') ? destination.pathname : `${destination.pathname}/`;
  return new URL(`${destination.origin}${prefix}${parts.map(encoded).join('/')}${destination.search}`);
}

function encoded(part: string): string {
  // Half of a surrogate pair has no UTF-8; the file's own name on disk cannot have one, but a made path could.
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'));
}
