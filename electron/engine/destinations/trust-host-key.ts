import type { HostKeyChange } from '../../../shared/host-key-change.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock } from '../ports.ts';
import type { Protocol } from '../protocols/protocol.ts';

const timeoutMs = 20_000;

/**
 * Trusts the key that a destination's host shows now, if it is of that fingerprint; null: only says which it is. Throws `not-possible-now` where
 * hosts have none, `host-key-changed` for another key, and `timed-out`.
 */
export async function trustHostKey(protocol: Protocol, fingerprint: string | null, clock: Clock): Promise<HostKeyChange> {
  if (protocol.trustHostKey === undefined) {
    throw new UploadError('not-possible-now', { details: { reason: 'Only SFTP servers have host keys.' } });
  }
  const controller = new AbortController();
  const cancelTimer = clock.setTimer(() => controller.abort(new UploadError('timed-out', { failureClass: 'unreachable' })), timeoutMs);
  try {
    return await protocol.trustHostKey(fingerprint, controller.signal);
  } finally {
    cancelTimer();
  }
}
