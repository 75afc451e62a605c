import type { LucideIcon } from 'lucide-react';
import {
  ArrowUp,
  Ban,
  Check,
  ChevronsRight,
  CircleX,
  Clock,
  HardDrive,
  KeyRound,
  Lock,
  Pause,
  ScanSearch,
  Server,
  ShieldCheck,
  Timer,
  WifiOff,
} from 'lucide-react';
import { memo } from 'react';
import type { UploadStatus, Verification, WaitReason } from '../../shared/upload.ts';
import type { Tone } from '../ui/tone.ts';

const byStatus: Readonly<Record<UploadStatus, LucideIcon>> = {
  queued: Clock,
  checking: ScanSearch,
  uploading: ArrowUp,
  verifying: ShieldCheck,
  waiting: Timer,
  paused: Pause,
  completed: Check,
  failed: CircleX,
  cancelled: Ban,
  skipped: ChevronsRight,
};

const byReason: Readonly<Record<WaitReason, LucideIcon>> = {
  retry: Timer,
  'source-locked': Lock,
  'server-busy': Timer,
  'destination-unreachable': Server,
  offline: WifiOff,
  'sign-in': KeyRound,
  'destination-full': HardDrive,
  'queue-disk-full': HardDrive,
  'machine-exhausted': Timer,
};

export interface StatusIconProps {
  readonly status: UploadStatus;
  readonly waitReason: WaitReason | null;
  readonly verification: Verification | null;
  readonly tone: Tone;
}

/** The icon beside a name. Its meaning stands in words in the same row, so it is hidden from screen readers. */
export const StatusIcon = memo(function StatusIcon({ status, waitReason, verification, tone }: StatusIconProps) {
  const Icon = iconFor(status, waitReason, verification);
  return <Icon className={`status-icon ink-${tone}`} size={16} strokeWidth={1.5} aria-hidden="true" />;
});

function iconFor(status: UploadStatus, waitReason: WaitReason | null, verification: Verification | null): LucideIcon {
  if (status === 'waiting' && waitReason !== null) return byReason[waitReason];
  if (status === 'completed' && verification === 'checksum') return ShieldCheck;
  return byStatus[status];
}
