import type { AddressValues } from './address-values.ts';

/** The address that these parts make; empty while there is no server. */
export function composeAddress(values: AddressValues): string {
  const { kind, isEncrypted, rest } = values;
  const server = values.server.trim();
  if (server === '') return '';
  const scheme = kind === 'sftp' ? 'sftp' : `${kind}+${isEncrypted ? 'https' : 'http'}`;
  const user = values.user === '' ? '' : `${encodeURIComponent(values.user)}@`;
  const segments = kind === 's3' ? [values.bucket, ...segmentsOf(values.path)] : segmentsOf(values.path);
  const isFolder = values.path.endsWith('/') || segments.length === 0;
  const path = `/${segments
    .filter((segment) => segment !== '')
    .map(encodedSegment)
    .join('/')}${isFolder && segments.length > 0 ? '/' : ''}`;
  const query = [...ownQueryOf(values), ...rest].map(([name, value]) => `${encodeURIComponent(name)}=${encodedValue(value)}`).join('&');
  return `${scheme}://${user}${server}${path}${query === '' ? '' : `?${query}`}`;
}

function ownQueryOf({ kind, region, profile, key, field }: AddressValues): readonly (readonly [string, string])[] {
  const own: readonly (readonly [string, string])[] =
    kind === 's3'
      ? [
          ['region', region],
          ['profile', profile],
        ]
      : kind === 'sftp'
        ? [['key', key]]
        : kind === 'post'
          ? [['field', field]]
          : [];
  return own.filter(([, value]) => value.trim() !== '');
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** What is encoded already, as in a pasted path, stays so. */
function encodedSegment(segment: string): string {
  return /%[0-9a-f]{2}/i.test(segment) ? segment : encodeURIComponent(segment);
}

function encodedValue(value: string): string {
  return encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
}
