import type { HostKeyChange } from '../../../../shared/host-key-change.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { HostKey } from '../../ports.ts';
import { fingerprintOfKey } from './host-key.ts';
import type { OpenConnectionOptions } from './open-connection.ts';
import { hostOf, openConnection } from './open-connection.ts';

/**
 * Asks a host for its key, without signing in, and trusts it from now on in place of what was known; without a fingerprint it only says which it is.
 * Throws `host-key-changed` when it is another than the one of `fingerprint`, or was revoked, and what `openConnection` throws when there is no answer.
 */
export async function trustHostKey(
  options: Omit<OpenConnectionOptions, 'credentials' | 'onHostKey'>,
  fingerprint: string | null,
): Promise<HostKeyChange> {
  const { host, port } = hostOf(options.url);
  const found = await options.hostKeys.find(host, port);
  const known = found.filter((key) => key.isRevoked !== true).map(fingerprintOfKey);
  const shown: HostKey[] = [];
  try {
    const connection = await openConnection({ ...options, credentials: { kind: 'none' }, onHostKey: (key) => shown.push(key) });
    connection.end(new UploadError('connection-lost'));
  } catch (error) {
    // Who has shown its key may refuse everything else.
    if (shown.length === 0) throw error;
  }
  const key = shown[0];
  if (key === undefined) throw new UploadError('unexpected-answer', { details: { host: options.url.host } });
  const presented = fingerprintOfKey(key);
  const isRevoked = found.some((one) => one.isRevoked === true && one.key === key.key);
  const change: HostKeyChange = { host: options.url.host, known, presented, isRevoked };
  if (fingerprint === null) return change;
  if (fingerprint !== presented || isRevoked) {
    throw new UploadError('host-key-changed', {
      details: { host: options.url.host, knownFingerprints: known, fingerprint: presented, ...(isRevoked ? { reason: 'revoked' } : {}) },
    });
  }
  await options.hostKeys.replace(host, port, key);
  return change;
}
