import { destinationKinds } from '../../shared/destination.ts';
import type { AddressValues } from './address-values.ts';
import { emptyAddress } from './address-values.ts';

/** The parts of an address; null while it is none. What is wrong with it in detail the engine says when it is tested or saved. */
export function readAddress(text: string): AddressValues | null {
  const [, kindText = '', scheme, rest = ''] = /^([a-z\d]+)(?:\+(https?))?:\/\/(.*)$/is.exec(text.trim()) ?? [];
  const kind = destinationKinds.find((known) => known === kindText.toLowerCase());
  if (kind === undefined || (kind === 'sftp') !== (scheme === undefined)) return null;
  // A scheme that every browser takes apart in the same way; it also tells the port as it was written.
  const address = `https://${rest}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.host === '' || url.password !== '') return null;
  const server = /^(?:[^/?#]*@)?([^/?#]*)/.exec(rest)?.[1] ?? '';
  const query = [...url.searchParams];
  const own = (name: string): string => query.find(([known]) => known === name)?.[1] ?? '';
  const segments = url.pathname.split('/').slice(1).map(decodedSegment);
  const [first = '', ...others] = segments;
  const shown = kind === 's3' ? ['region', 'profile'] : kind === 'sftp' ? ['key'] : kind === 'post' ? ['field'] : [];
  return {
    ...emptyAddress,
    kind,
    isEncrypted: kind === 'sftp' || scheme?.toLowerCase() === 'https',
    server,
    user: decodedSegment(url.username),
    ...(kind === 's3' ? { bucket: first, path: others.join('/') } : { path: segments.join('/') === '' ? '' : `/${segments.join('/')}` }),
    ...Object.fromEntries(shown.map((name) => [name, own(name)])),
    rest: query.filter(([name]) => !shown.includes(name)),
  };
}

/** Left as it is where decoding would make another path of it. */
function decodedSegment(segment: string): string {
  if (/%2f|%25/i.test(segment)) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
