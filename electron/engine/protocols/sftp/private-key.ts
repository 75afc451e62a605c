import type { ParsedKey } from 'ssh2';
import { UploadError } from '../../errors/upload-error.ts';
import type { Credentials } from '../../ports.ts';

type ParseKey = (data: string, passphrase?: string) => ParsedKey | Error | readonly (ParsedKey | Error)[];

/**
 * The key of a sign-in, decrypted; null when there is none. Throws `secret-missing` for one that needs a passphrase or that nobody can read, and
 * `sign-in-refused` for a wrong passphrase; never with a word of the key.
 */
export function privateKeyOf(credentials: Extract<Credentials, { kind: 'ssh' }>, parse: ParseKey, host: string): ParsedKey | null {
  const { privateKey, passphrase } = credentials;
  if (privateKey === null || privateKey.trim() === '') return null;
  const read = parse(privateKey, passphrase ?? undefined);
  const key = Array.isArray(read) ? read[0] : read;
  if (!(key instanceof Error) && key !== undefined && key.isPrivateKey()) return key as ParsedKey;
  const said = key instanceof Error ? key.message : '';
  if (/no passphrase/i.test(said)) {
    throw new UploadError('secret-missing', { details: { host, reason: 'ssh-passphrase' } });
  }
  if (passphrase !== null && /passphrase|integrity|decrypt/i.test(said)) {
    throw new UploadError('sign-in-refused', { details: { host, reason: 'ssh-passphrase' } });
  }
  throw new UploadError('secret-missing', { details: { host, reason: 'ssh-key-unreadable' } });
}
