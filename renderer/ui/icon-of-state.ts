import type { LucideIcon } from 'lucide-react';
import {
  ArrowUp,
  Ban,
  Check,
  ChevronsRight,
  CircleQuestionMark,
  CircleX,
  Clock,
  Hourglass,
  Pause,
  PencilLine,
  ScanSearch,
  ShieldCheck,
  ShieldEllipsis,
  Timer,
} from 'lucide-react';
import type { FileState } from '../../shared/text/file-state.ts';
import type { WaitReason } from '../../shared/upload.ts';
import { iconOfWait } from './icon-of-wait.ts';

const byState: Readonly<Record<FileState, LucideIcon>> = {
  queued: Clock,
  checking: ScanSearch,
  uploading: ArrowUp,
  stalled: Hourglass,
  changed: PencilLine,
  verifying: ShieldEllipsis,
  retrying: Timer,
  waiting: Timer,
  'needs-person': CircleQuestionMark,
  paused: Pause,
  verified: ShieldCheck,
  done: Check,
  skipped: ChevronsRight,
  failed: CircleX,
  cancelled: Ban,
};

/** The icon of a state, and of a wait by its reason. */
export function iconOfState(state: FileState, waitReason: WaitReason | null): LucideIcon {
  return waitReason === null ? byState[state] : iconOfWait(waitReason);
}
