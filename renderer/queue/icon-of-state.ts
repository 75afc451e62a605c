import type { LucideIcon } from 'lucide-react';
import {
  ArrowUp,
  Ban,
  Check,
  ChevronsRight,
  CircleX,
  Clock,
  HardDrive,
  Hourglass,
  KeyRound,
  Lock,
  Pause,
  PencilLine,
  ScanSearch,
  Server,
  ShieldAlert,
  ShieldCheck,
  ShieldEllipsis,
  Timer,
  WifiOff,
} from 'lucide-react';
import type { FileState } from '../../shared/text/file-state.ts';
import type { WaitReason } from '../../shared/upload.ts';

const byState: Readonly<Record<FileState, LucideIcon>> = {
  queued: Clock,
  checking: ScanSearch,
  uploading: ArrowUp,
  stalled: Hourglass,
  changed: PencilLine,
  verifying: ShieldEllipsis,
  retrying: Timer,
  waiting: Timer,
  'needs-person': KeyRound,
  paused: Pause,
  verified: ShieldCheck,
  done: Check,
  skipped: ChevronsRight,
  failed: CircleX,
  cancelled: Ban,
};

const byReason: Readonly<Record<WaitReason, LucideIcon>> = {
  retry: Timer,
  'source-locked': Lock,
  'source-away': HardDrive,
  'server-busy': Timer,
  'destination-unreachable': Server,
  offline: WifiOff,
  'sign-in': KeyRound,
  'not-trusted': ShieldAlert,
  'destination-full': HardDrive,
  'queue-disk-full': HardDrive,
  'machine-exhausted': Timer,
};

/** The icon of a state, and of a wait by its reason. */
export function iconOfState(state: FileState, waitReason: WaitReason | null): LucideIcon {
  return waitReason === null ? byState[state] : byReason[waitReason];
}
