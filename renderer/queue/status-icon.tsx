import { memo } from 'react';
import type { FileState } from '../../shared/text/file-state.ts';
import { stateTone } from '../../shared/text/state-tone.ts';
import type { WaitReason } from '../../shared/upload.ts';
import { iconOfState } from '../ui/icon-of-state.ts';

export interface StatusIconProps {
  readonly state: FileState;
  readonly waitReason: WaitReason | null;
}

/** The icon beside a name. Its meaning stands in words in the same row, so it is hidden from screen readers. */
export const StatusIcon = memo(function StatusIcon({ state, waitReason }: StatusIconProps) {
  const Icon = iconOfState(state, waitReason);
  return <Icon className={`status-icon ink-${stateTone(state)}`} size={16} strokeWidth={1.5} aria-hidden="true" />;
});
