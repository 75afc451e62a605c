import type { DestinationKind } from '../../../shared/destination.ts';
import { destinationKinds } from '../../../shared/destination.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import type { Reason } from '../../../shared/text/reason.ts';
import { reasonFollowedBy } from '../../../shared/text/reason-followed-by.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';
import { withoutSecret } from '../../../shared/text/without-secret.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { HttpExtras } from '../protocols/protocol.ts';
import type { DestinationFilters } from './destination-filters.ts';
import { destinationFiltersOf } from './destination-filters.ts';
import { httpExtraNames, httpExtrasOf } from './http-extras.ts';
import { takeOwnQuery } from './own-query.ts';

export interface ParsedDestination extends DestinationFilters {
  readonly kind: DestinationKind;
  /** `http:`, `https:` or `sftp:`, without user information and without Gantry's own query. */
  readonly url: URL;
  readonly user: string | null;
  /** Gantry's own query, such as `field`. */
  readonly options: Readonly<Record<string, string>>;
  /** What it adds to requests of plain HTTP. */
  readonly httpExtras: HttpExtras;
}

const forms: PlainText =
  'Give s3+https://host/bucket/prefix?region=…, dav+https://user@host/path/, sftp://user@host/path/, tus+https://host/files/, put+https://host/folder/ or post+https://host/path?field=files (or the same with http instead of https), or the name of a saved destination.';
/** Every kind, and what of its query is for Gantry and never sent. */
const ownQuery: Readonly<Record<DestinationKind, readonly string[]>> = {
  tus: [],
  s3: ['profile', 'region', 'style', 'storage-class', 'part-size', 'checksum'],
  dav: [],
  sftp: ['key'],
  put: [],
  post: ['field'],
  presigned: [],
};

/** Takes a destination's URL apart. Throws `destination-invalid`, whose `reason` says in a sentence what is wrong and what is accepted. */
export function parseDestinationUrl(text: string): ParsedDestination {
  const trimmed = text.trim();
  if (trimmed === '') throw unusable(reasonOf('The destination is empty.'));
  const match = /^([a-z\d]+)(?:\+([a-z\d.-]+))?:\/\/(.*)$/is.exec(trimmed);
  if (match === null)
    throw unusable(reasonOf('"{text}" is neither a saved destination nor a URL that Gantry knows.', { text: shown(trimmed) }));
  const [kindText, transport, rest] = [match[1]?.toLowerCase() ?? '', match[2]?.toLowerCase(), match[3] ?? ''];
  if (kindText === 'http' || kindText === 'https') {
    throw unusable(
      reasonOf('The URL does not say how to upload: put s3+, dav+, tus+, put+ or post+ before {scheme}://.', { scheme: kindText }),
    );
  }
  const kind = destinationKinds.find((known) => known === kindText);
  if (kind === undefined) throw unusable(reasonOf('Gantry does not know the kind "{kind}".', { kind: shown(kindText) }));
  if (kind === 'sftp' && transport !== undefined)
    throw unusable(reasonOf('SFTP has no +{transport}: sftp://user@host/path/.', { transport: shown(transport) }));
  if (kind !== 'sftp' && transport !== 'http' && transport !== 'https') {
    throw unusable(reasonOf('After {kind} comes +https or +http: {kind}+https://…', { kind }));
  }
  const address = `${transport ?? kind}://${rest}`;
  if (!URL.canParse(address) || new URL(address).host === '')
    throw unusable(reasonOf('"{text}" is not a host with a path.', { text: shown(withoutUser(withoutSecret(rest))) }));
  const url = new URL(address);
  if (url.password !== '') {
    throw invalid(
      reasonOf(
        'The URL holds a password. Secrets come from the environment (GANTRY_PASSWORD, GANTRY_TOKEN, AWS_SECRET_ACCESS_KEY) or the keychain, never from a URL.',
      ),
    );
  }
  const user = url.username === '' ? null : decodedUser(url.username);
  url.username = '';
  url.hash = '';
  const query = takeOwnQuery(url, [...ownQuery[kind], ...httpExtraNames(kind)]);
  const options: Record<string, string> = {};
  for (const name of ownQuery[kind]) {
    const value = query.one(name);
    if (value !== null && value !== '') options[name] = value;
  }
  if ((kind === 'put' || kind === 'dav' || kind === 'sftp') && !url.pathname.endsWith('/')) url.pathname = `${url.pathname}/`;
  return { kind, url, user, options, httpExtras: httpExtrasOf(kind, query), ...destinationFiltersOf(query) };
}

function unusable(reason: Reason): UploadError {
  return invalid(reasonFollowedBy(reason, forms));
}

function invalid(reason: Reason): UploadError {
  return new UploadError('destination-invalid', { details: reason });
}

function decodedUser(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    throw invalid(reasonOf('The user name in the URL is not correctly percent-encoded.'));
  }
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
