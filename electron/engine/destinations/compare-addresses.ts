import { UploadError } from '../errors/upload-error.ts';
import type { ParsedDestination } from './parse-destination-url.ts';
import { parseDestinationUrl } from './parse-destination-url.ts';

export interface AddressComparison {
  /** What was begun at the one can be ended at the other: only Gantry's own options differ. */
  readonly isSamePlace: boolean;
  /** A secret for the one may be shown to the other. */
  readonly isSameServer: boolean;
}

/** Compares two addresses of one destination. Throws `destination-invalid` for the new one. */
export function compareAddresses(before: string, after: string): AddressComparison {
  const next = parseDestinationUrl(after);
  const known = readable(before);
  if (known === null) return { isSamePlace: false, isSameServer: false };
  const isSameUser = known.user === next.user;
  const isStillPrivate = known.url.protocol === next.url.protocol || next.url.protocol === 'https:';
  return {
    isSamePlace: known.kind === next.kind && known.url.href === next.url.href && isSameUser && sameSession(known, next),
    isSameServer: known.kind === next.kind && known.url.host === next.url.host && isSameUser && isStillPrivate,
  };
}

/** These decide how a file lies at the destination, so a half sent file cannot change them. */
function sameSession(one: ParsedDestination, other: ParsedDestination): boolean {
  const isAlike = ['field', 'style', 'storage-class', 'checksum', 'server'].every((name) => one.options[name] === other.options[name]);
  return isAlike && JSON.stringify(one.httpExtras) === JSON.stringify(other.httpExtras);
}

function readable(address: string): ParsedDestination | null {
  try {
    return parseDestinationUrl(address);
  } catch (error) {
    if (error instanceof UploadError) return null;
    throw error;
  }
}
