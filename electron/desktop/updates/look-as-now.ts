import type { Condition } from '../../../shared/condition.ts';
import type { UpdateLook } from '../../../shared/update.ts';

export type UpdatePhase = 'idle' | 'downloading' | 'ready' | 'draining' | 'installing';

/** What a look found, as it is at the moment: what was found to be coming may have come meanwhile, or wait. `heldBy`: what lets a download wait. */
export function lookAsNow(look: UpdateLook, phase: UpdatePhase, heldBy: Condition | null): UpdateLook {
  if (look.kind !== 'coming' && look.kind !== 'ready') return look;
  const { version } = look;
  switch (phase) {
    case 'idle':
      return look;
    case 'downloading':
      return heldBy === null ? { kind: 'coming', version } : { kind: 'held', version, condition: heldBy };
    case 'ready':
      return { kind: 'ready', version };
    case 'draining':
    case 'installing':
      return { kind: 'next', version };
  }
}
