import { UploadError } from '../../errors/upload-error.ts';

/**
 * The URL of a file under a destination: each part of `relativePath` percent-encoded, the destination's query kept.
 * Throws `name-refused` for a path that would lead out of the destination.
 */
export function davUrl(destination: URL, relativePath: string): URL {
  const parts = relativePath.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) {
    throw new UploadError('name-refused', { details: { path: relativePath } });
  }
  return new URL(`${destination.origin}${prefixOf(destination)}${parts.map(encoded).join('/')}${destination.search}`);
}

/** The URL of a folder under a destination, with its slash; of the destination itself for `''`. */
export function davFolderUrl(destination: URL, folder: string): URL {
  if (folder === '') return new URL(`${destination.origin}${prefixOf(destination)}${destination.search}`);
  const url = davUrl(destination, folder);
  url.pathname = `${url.pathname}/`;
  return url;
}

/** The folder of a path, `''` where it has none. */
export function folderOf(relativePath: string): string {
  return relativePath.slice(0, Math.max(0, relativePath.lastIndexOf('/')));
}

function prefixOf(destination: URL): string {
  return destination.pathname.endsWith('/') ? destination.pathname : `${destination.pathname}/`;
}

function encoded(part: string): string {
  // Half of a surrogate pair has no UTF-8.
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'));
}
