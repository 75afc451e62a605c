import type { DestinationKind } from '../../../shared/destination.ts';
import { destinationKinds } from '../../../shared/destination.ts';
import { withoutSecret } from '../../../shared/text/without-secret.ts';
import { UploadError } from '../errors/upload-error.ts';

export interface ParsedDestination {
  readonly kind: DestinationKind;
  /** `http:`, `https:` or `sftp:`, without user information and without Gantry's own query. */
  readonly url: URL;
  readonly user: string | null;
  /** Gantry's own query, such as `field`. */
  readonly options: Readonly<Record<string, string>>;
  /** From `gantry-max-size`, in bytes. */
  readonly maxFileSizeBytes: number | null;
  /** From `gantry-accept`: lower case, without the dot. */
  readonly acceptedExtensions: readonly string[] | null;
}

const forms =
  'Give s3+https://host/bucket/prefix?region=…, dav+https://user@host/path/, sftp://user@host/path/, tus+https://host/files/, put+https://host/folder/ ' +
  'or post+https://host/path?field=files (or the same with http instead of https), or the name of a saved destination.';
/** Every kind, and what of its query is for Gantry and never sent. */
const ownQuery: Readonly<Record<DestinationKind, readonly string[]>> = {
  tus: [],
  s3: ['profile', 'region', 'style', 'storage-class', 'part-size', 'checksum'],
  dav: ['server'],
  sftp: ['key'],
  put: [],
  post: ['field'],
  presigned: [],
};

/** Takes a destination's URL apart. Throws `destination-invalid`, whose `reason` says in a sentence what is wrong and what is accepted. */
export function parseDestinationUrl(text: string): ParsedDestination {
  const trimmed = text.trim();
  if (trimmed === '') throw invalid(`The destination is empty. ${forms}`);
  const match = /^([a-z\d]+)(?:\+([a-z\d.-]+))?:\/\/(.*)$/is.exec(trimmed);
  if (match === null) throw invalid(`"${shown(trimmed)}" is neither a saved destination nor a URL that Gantry knows. ${forms}`);
  const [kindText, transport, rest] = [match[1]?.toLowerCase() ?? '', match[2]?.toLowerCase(), match[3] ?? ''];
  if (kindText === 'http' || kindText === 'https') {
    throw invalid(`The URL does not say how to upload: put s3+, dav+, tus+, put+ or post+ before ${kindText}://. ${forms}`);
  }
  const kind = destinationKinds.find((known) => known === kindText);
  if (kind === undefined) throw invalid(`Gantry does not know the kind "${shown(kindText)}". ${forms}`);
  if (kind === 'sftp' && transport !== undefined) throw invalid(`SFTP has no +${shown(transport)}: sftp://user@host/path/. ${forms}`);
  if (kind !== 'sftp' && transport !== 'http' && transport !== 'https') {
    throw invalid(`After ${kind} comes +https or +http: ${kind}+https://… ${forms}`);
  }
  const address = `${transport ?? kind}://${rest}`;
  if (!URL.canParse(address) || new URL(address).host === '')
    throw invalid(`"${shown(withoutUser(withoutSecret(rest)))}" is not a host with a path. ${forms}`);
  const url = new URL(address);
  if (url.password !== '') {
    throw invalid(
      'The URL holds a password. Secrets come from the environment (GANTRY_PASSWORD, GANTRY_TOKEN, AWS_SECRET_ACCESS_KEY) or the keychain, never from a URL.',
    );
  }
  const user = url.username === '' ? null : decodedUser(url.username);
  url.username = '';
  url.hash = '';
  const maxFileSizeBytes = sizeOf(taken(url, 'gantry-max-size'));
  const acceptedExtensions = extensionsOf(taken(url, 'gantry-accept'));
  const options: Record<string, string> = {};
  for (const name of ownQuery[kind]) {
    const value = taken(url, name);
    if (value !== null && value !== '') options[name] = value;
  }
  if ((kind === 'put' || kind === 'dav' || kind === 'sftp') && !url.pathname.endsWith('/')) url.pathname = `${url.pathname}/`;
  return { kind, url, user, options, maxFileSizeBytes, acceptedExtensions };
}

function invalid(reason: string): UploadError {
  return new UploadError('destination-invalid', { details: { reason } });
}

/** The value of one of Gantry's own parameters, which the server does not get to see. */
function taken(url: URL, name: string): string | null {
  const value = url.searchParams.get(name);
  if (value !== null) url.searchParams.delete(name);
  return value;
}

function decodedUser(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    throw invalid('The user name in the URL is not correctly percent-encoded.');
  }
}

function sizeOf(text: string | null): number | null {
  if (text === null) return null;
  const match = /^(\d+(?:\.\d+)?)([kmgt]?)$/i.exec(text.trim());
  const factor = 1024 ** ['', 'k', 'm', 'g', 't'].indexOf((match?.[2] ?? '').toLowerCase());
  const bytes = Math.floor(Number(match?.[1]) * factor);
  if (match === null || !Number.isSafeInteger(bytes) || bytes <= 0)
    throw invalid('gantry-max-size is a number of bytes, such as 500M or 2G.');
  return bytes;
}

function extensionsOf(text: string | null): readonly string[] | null {
  if (text === null) return null;
  const extensions = text.split(',').map((part) => part.trim().replace(/^\./, '').toLowerCase());
  const given = extensions.filter((extension) => extension !== '');
  if (given.length === 0) throw invalid('gantry-accept is a list of file name endings, such as jpg,png.');
  return given;
}

function withoutUser(text: string): string {
  return text.replace(/^[^/?#]*@/, '');
}

function shown(text: string): string {
  const safe = withoutSecret(text)
    .replace(/\/\/[^/?#]*@/, '//')
    .replace(/[\p{C}\p{Z}]+/gu, ' ');
  return safe.length > 100 ? `${safe.slice(0, 99)}…` : safe;
}
