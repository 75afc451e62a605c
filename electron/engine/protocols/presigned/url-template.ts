import { UploadError } from '../../errors/upload-error.ts';

const place = /\{path\}|%7Bpath%7D/gi;

/** Whether an address holds `{path}`: then it is the pattern of the files' own addresses, and no signing endpoint. */
export function isTemplate(url: URL): boolean {
  return /\{path\}|%7Bpath%7D/i.test(url.pathname + url.search);
}

/**
 * The address of one file: `{path}` is its path, percent-encoded, and `signature` (a query, such as the shared access signature of a container) comes after
 * the query that is there. Throws `name-refused` for a path that would lead elsewhere, `sign-in-refused` for what is no query.
 */
export function urlFromTemplate(template: URL, relativePath: string, signature: string | null): URL {
  const parts = relativePath.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new UploadError('name-refused', { details: { path: relativePath } });
  }
  const encoded = parts.map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')));
  const pathname = template.pathname.replace(place, () => encoded.join('/'));
  const search = template.search.replace(/^\?/, '').replace(place, () => encoded.join('%2F'));
  const query = [search, queryOf(signature)].filter((part) => part !== '').join('&');
  return new URL(`${template.origin}${pathname}${query === '' ? '' : `?${query}`}`);
}

function queryOf(signature: string | null): string {
  const query = (signature ?? '').trim().replace(/^[?&]+/, '');
  if (query !== '' && !/^[\x21\x22\x24-\x7e]+$/.test(query))
    throw new UploadError('sign-in-refused', { details: { reason: 'token-characters' } });
  return query;
}
