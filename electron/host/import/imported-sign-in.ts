import { homedir } from 'node:os';
import type { DestinationKind } from '../../../shared/destination.ts';
import type { DestinationSecret, SecretField } from '../../../shared/destination-secret.ts';
import { secretFields } from '../../../shared/destination-secret.ts';
import type { ImportedSignIn } from '../../../shared/importable.ts';
import { isKeyLocked } from './is-key-locked.ts';

export interface SignInFacts {
  readonly kind: DestinationKind;
  /** Of Gantry's. */
  readonly url: string;
  /** What comes along. */
  readonly secret: DestinationSecret;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How one will sign in at what is imported, and what is still needed for it. */
export async function importedSignIn({ kind, url, secret, environment }: SignInFacts): Promise<ImportedSignIn> {
  const fields = secretFields.filter((field) => secret[field] !== undefined);
  const brings = (...wanted: readonly SecretField[]): boolean => wanted.some((field) => fields.includes(field));
  const kept: ImportedSignIn = { how: 'kept', fields };
  // Another scheme, as those of Gantry's own are not taken apart by every URL parser.
  const { searchParams, username } = new URL(url.replace(/^[a-z\d+]+:/i, 'https:'));
  if (kind === 's3') {
    if (brings('accessKeyId')) return kept;
    return searchParams.has('profile') ? { how: 'profile', fields: [] } : { how: 'needed', fields: ['accessKeyId', 'secretAccessKey'] };
  }
  if (kind !== 'sftp') {
    if (brings('password', 'token')) return kept;
    return username === '' ? { how: 'open', fields: [] } : { how: 'needed', fields: ['password'] };
  }
  const key = searchParams.get('key');
  const isLocked = key === null ? null : await isKeyLocked(key.replace(/^~(?=\/)/, environment['HOME'] || homedir()));
  if (isLocked !== null) {
    if (!isLocked) return fields.length > 0 ? kept : { how: 'key-file', fields: [] };
    return brings('passphrase') ? kept : { how: 'needed', fields: ['passphrase'] };
  }
  if (brings('password')) return kept;
  return environment['SSH_AUTH_SOCK'] ? { how: 'agent', fields: [] } : { how: 'needed', fields: ['password'] };
}
