import type { HostKeyChange } from '../../shared/host-key-change.ts';
import { UploadError } from '../engine/errors/upload-error.ts';

/**
 * What a person is asked about before a host key is trusted: `look` asks the host which key it shows. Throws `host-key-changed` where that is another
 * than the one that was asked for, or was revoked: nobody is to be asked then.
 */
export async function keyThatIsShown(look: () => Promise<HostKeyChange>, fingerprint: string): Promise<HostKeyChange> {
  const change = await look();
  const { host, known, presented, isRevoked } = change;
  if (presented === fingerprint && !isRevoked) return change;
  const reason = isRevoked ? { reason: 'revoked' } : {};
  throw new UploadError('host-key-changed', { details: { host, knownFingerprints: known, fingerprint: presented, ...reason } });
}
