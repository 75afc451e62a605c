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
import type { FileProgress } from '../../shared/progress.ts';
import type { UploadStatus, WaitReason } from '../../shared/upload.ts';
import { toneOfFile } from './tone-of-file.ts';

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
};

/** The icon beside a name. Its meaning stands in words in the same row, so it is hidden from screen readers. */
export function StatusIcon({ file }: { readonly file: FileProgress }) {
  const Icon = iconFor(file);
  return <Icon className={`status-icon ink-${toneOfFile(file)}`} size={16} strokeWidth={1.5} aria-hidden="true" />;
}

function iconFor(file: FileProgress): LucideIcon {
  if (file.status === 'waiting' && file.waitReason !== null) return byReason[file.waitReason];
  if (file.status === 'completed' && file.verification === 'checksum') return ShieldCheck;
  return byStatus[file.status];
}
