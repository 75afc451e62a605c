import type { DestinationKind } from '../../../shared/destination.ts';
import { UploadError } from '../errors/upload-error.ts';
import { parseByteCount } from '../../../shared/text/parse-byte-count.ts';

export interface ParsedDestination {
  readonly kind: DestinationKind;
  /** `http:` or `https:`, without user information, fragment and Gantry's own query. */
  readonly url: URL;
  readonly user: string | null;
  /** Query parameters that are for Gantry and not for the server. */
  readonly options: Readonly<Record<string, string>>;
  /** From `#max-size=100M`; null where the address sets no limit. */
  readonly maxFileSizeBytes: number | null;
  /** From `#accept=jpg,png`; lower case, without the dot; null where everything is taken. */
  readonly acceptedExtensions: readonly string[] | null;
}

const accepted = 'tus+https://host/files/, put+https://host/prefix/ or post+https://host/path?field=files';
const later: Readonly<Record<string, string>> = { s3: 'S3', dav: 'WebDAV', sftp: 'SFTP' };
const ownQuery: Readonly<Record<DestinationKind, readonly string[]>> = { tus: [], put: [], post: ['field'] };

/**
 * Reads a destination as it is given to `--to`: `tus+http(s)://`, `put+http(s)://` or `post+http(s)://`.
 * What stands behind `#` is for Gantry alone and never sent: `accept` (extensions) and `max-size` (bytes, `100M`).
 * Throws `destination-invalid` with a reason, and nothing else; a secret in the address is refused without being repeated.
 */
export function parseDestinationUrl(text: string): ParsedDestination {
  const match = /^([a-z0-9]+)(?:\+(https?))?:\/\//i.exec(text.trim());
  const [, scheme = '', transport] = match ?? [];
  const kind = kindOf(scheme.toLowerCase());
  if (transport === undefined) throw invalid(`"${scheme}" needs "+https" or "+http" behind it: ${accepted}.`);
  let url: URL;
  try {
    url = new URL(text.trim().slice(scheme.length + 1));
  } catch {
    throw invalid(`It is not a complete address: ${accepted}.`);
  }
  if (url.hostname === '') throw invalid(`It names no host: ${accepted}.`);
  if (url.password !== '') throw invalid('A password must not stand in an address. Secrets come from the environment: GANTRY_PASSWORD or GANTRY_TOKEN.');
  const user = url.username === '' ? null : decoded(url.username);
  const limits = limitsOf(url.hash);
  url.username = '';
  url.hash = '';
  return { kind, url, user, options: takeOwnQuery(url, kind), ...limits };
}

function kindOf(scheme: string): DestinationKind {
  switch (scheme) {
    case 'tus':
    case 'put':
    case 'post':
      return scheme;
    default: {
      const name = later[scheme];
      if (name !== undefined) throw invalid(`${name} is not in this version yet; this one speaks ${accepted}.`);
      throw invalid(scheme === '' ? `It is neither a saved destination nor an address: ${accepted}.` : `"${scheme}" is not a protocol of Gantry: ${accepted}.`);
    }
  }
}

function takeOwnQuery(url: URL, kind: DestinationKind): Record<string, string> {
  const options: Record<string, string> = {};
  for (const name of ownQuery[kind]) {
    const value = url.searchParams.get(name);
    if (value === null) continue;
    if (value === '') throw invalid(`"${name}" is empty.`);
    options[name] = value;
    url.searchParams.delete(name);
  }
  return options;
}

function limitsOf(hash: string): Pick<ParsedDestination, 'maxFileSizeBytes' | 'acceptedExtensions'> {
  const limits = new URLSearchParams(hash.replace(/^#/, ''));
  for (const name of limits.keys()) {
    if (name !== 'accept' && name !== 'max-size') throw invalid(`"#${name}" is not known; there are "#accept=jpg,png" and "#max-size=100M".`);
  }
  const maxSize = limits.get('max-size');
  const maxFileSizeBytes = maxSize === null ? null : parseByteCount(maxSize);
  if (maxSize !== null && maxFileSizeBytes === null) throw invalid(`"max-size" is not a number of bytes such as 100M: ${maxSize}.`);
  const extensions = (limits.get('accept') ?? '')
    .split(',')
    .map((extension) => extension.trim().replace(/^\./, '').toLowerCase())
    .filter((extension) => extension !== '');
  return { maxFileSizeBytes, acceptedExtensions: extensions.length > 0 ? extensions : null };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('The user name is not correctly encoded.');
  }
}

function invalid(reason: string): UploadError {
  return new UploadError('destination-invalid', { details: { reason } });
}
