import { UploadError } from '../../errors/upload-error.ts';

/**
 * The folder that an address means: `/data/` is that folder, `/~/data/` is below the home of whoever signs in, which is where a server begins
 * with paths that are not absolute. Without a slash at the end; empty for the home itself, `/` for the root.
 */
export function remoteRoot(url: URL): string {
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('/') || part.includes('\0'))) {
    throw new UploadError('destination-invalid', { details: { reason: 'The path of the address holds a part that is no name.' } });
  }
  if (parts[0] === '~') return parts.slice(1).join('/');
  return `/${parts.join('/')}`;
}

/** A path under the root as the server knows it. Throws `name-refused` for one that would lead out. */
export function remotePath(root: string, relativePath: string): string {
  const parts = relativePath.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) {
    throw new UploadError('name-refused', { details: { path: relativePath } });
  }
  if (root === '') return relativePath;
  return root === '/' ? `/${relativePath}` : `${root}/${relativePath}`;
}

/** The folder that holds a path; `.` for what is right in the home. */
export function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  if (end === 0) return '/';
  return end < 0 ? '.' : path.slice(0, end);
}

/** The folder of a relative path with its slash; empty for what is right under the destination. */
export function folderOf(relativePath: string): string {
  return relativePath.slice(0, relativePath.lastIndexOf('/') + 1);
}

/** The URL of a file under a destination, for people. */
export function remoteUrl(destination: URL, relativePath: string): string {
  const prefix = destination.pathname.endsWith('/') ? destination.pathname : `${destination.pathname}/`;
  const parts = relativePath.split('/').map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '�')));
  return `${destination.protocol}//${destination.host}${prefix}${parts.join('/')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new UploadError('destination-invalid', { details: { reason: 'The path of the address is not correctly percent-encoded.' } });
  }
}
