import type { Destination } from '../../../shared/destination.ts';
import type { SecretField } from '../../../shared/destination-secret.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { DestinationRecord } from '../storage/destination-store.ts';
import { parseDestinationUrl } from './parse-destination-url.ts';

/** A destination as everybody outside the engine sees it; the address of "This computer" changes with every start and says nothing. */
export function showDestination(record: DestinationRecord, isResumable: boolean, savedSecrets: readonly SecretField[]): Destination {
  const { destinationId, name, kind, url, isDefault, isBuiltIn, conflict } = record;
  const remembered = conflict === null ? {} : { conflict };
  const user = isBuiltIn ? null : userIn(url);
  return { destinationId, name, kind, url: isBuiltIn ? '' : url, isDefault, isBuiltIn, isResumable, user, savedSecrets, ...remembered };
}

/** An address that this version cannot read costs a hint in a list, and not the list. */
function userIn(url: string): string | null {
  try {
    return parseDestinationUrl(url).user;
  } catch (error) {
    if (error instanceof UploadError) return null;
    throw error;
  }
}
