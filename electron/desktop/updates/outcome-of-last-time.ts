import type { UpdateNotice } from '../../../shared/update.ts';
import type { Log } from '../../engine/ports.ts';
import type { UpdateMemory } from './update-memory.ts';

export type OutcomeNotice = UpdateNotice & { readonly kind: 'installed' | 'failed' };

/** What became of the update that the last process was about to install; null: there was none. Told once. */
export function outcomeOfLastTime(memory: UpdateMemory, version: string, log: Log): OutcomeNotice | null {
  const { pending, reason } = memory.read();
  if (pending === null) return null;
  const isInstalled = pending === version;
  log.write('info', isInstalled ? 'updated' : 'not-updated', { version, pending, reason });
  memory.write({ pending: null, reason: null, failed: isInstalled ? null : pending });
  if (isInstalled) return { kind: 'installed', version };
  return { kind: 'failed', error: { code: 'update-failed', details: { reason: reason ?? 'not-installed' } } };
}
