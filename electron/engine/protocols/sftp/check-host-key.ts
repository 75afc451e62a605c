import { UploadError } from '../../errors/upload-error.ts';
import type { HostKey } from '../../ports.ts';
import { fingerprintOfKey } from './host-key.ts';

/**
 * What to make of the key that a server shows. `new`: nothing is known of that host, which is trusted on its first use. Throws
 * `host-key-changed`, with both fingerprints, when something else is known of it, and for a key that was revoked.
 */
export function checkHostKey(presented: HostKey, known: readonly HostKey[], host: string): 'known' | 'new' {
  const isRevoked = known.some((key) => key.isRevoked === true && key.key === presented.key);
  const valid = known.filter((key) => key.isRevoked !== true);
  if (!isRevoked && valid.some((key) => key.key === presented.key)) return 'known';
  if (!isRevoked && valid.length === 0) return 'new';
  throw new UploadError('host-key-changed', {
    details: {
      host,
      knownFingerprints: valid.map(fingerprintOfKey),
      fingerprint: fingerprintOfKey(presented),
      ...(isRevoked ? { reason: 'revoked' } : {}),
    },
  });
}
