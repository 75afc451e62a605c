import type { LucideIcon } from 'lucide-react';
import { HardDrive, KeyRound, Lock, MapPinOff, Server, ShieldAlert, Timer, WifiOff } from 'lucide-react';
import type { WaitReason } from '../../shared/upload.ts';

const byReason: Readonly<Record<WaitReason, LucideIcon>> = {
  retry: Timer,
  'source-locked': Lock,
  'source-away': HardDrive,
  'server-busy': Timer,
  'destination-unreachable': Server,
  offline: WifiOff,
  'sign-in': KeyRound,
  'not-trusted': ShieldAlert,
  'destination-wrong': MapPinOff,
  'destination-full': HardDrive,
  'queue-disk-full': HardDrive,
  'machine-exhausted': Timer,
};

/** The icon of a wait, the same for a file and for a destination that holds all of its files. */
export function iconOfWait(reason: WaitReason): LucideIcon {
  return byReason[reason];
}
