import { Pause, Play, RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { memo } from 'react';
import type { UploadId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import type { PlainText, Text } from '../../shared/language/text.ts';
import type { UploadStatus } from '../../shared/upload.ts';
import { controlUploads } from '../store/actions.ts';
import type { RowControl } from '../store/selection-actions.ts';
import { controlsFor } from '../store/selection-actions.ts';
import { IconButton } from '../ui/icon-button.tsx';

const words = {
  pause: { title: 'Pause', name: 'Pause {name}' },
  resume: { title: 'Resume', name: 'Resume {name}' },
  retry: { title: 'Retry', name: 'Retry {name}' },
  cancel: { title: 'Cancel', name: 'Cancel {name}' },
} as const satisfies Readonly<Record<RowControl, { readonly title: PlainText; readonly name: Text }>>;

const icons: Readonly<Record<RowControl, ReactNode>> = {
  pause: <Pause size={16} strokeWidth={1.5} />,
  resume: <Play size={16} strokeWidth={1.5} />,
  retry: <RotateCw size={16} strokeWidth={1.5} />,
  cancel: <X size={16} strokeWidth={1.5} />,
};

export interface RowControlsProps {
  readonly uploadId: UploadId;
  readonly fileName: string;
  readonly status: UploadStatus;
  /** Only the row that the keyboard is on takes part in the tab order. */
  readonly tabIndex: number;
}

/**
 * What can be done with one file. A waiting file's "Retry" stands in its state, beside the countdown.
 * It is given only what it needs, so that it stays as it is while bytes flow.
 */
export const RowControls = memo(function RowControls({ uploadId, fileName, status, tabIndex }: RowControlsProps) {
  const controls = controlsFor(status).filter((control) => !(control === 'retry' && status === 'waiting'));
  return (
    <>
      {controls.map((control) => (
        <IconButton
          key={control}
          name={say(words[control].name, { name: fileName })}
          title={say(words[control].title)}
          icon={icons[control]}
          tabIndex={tabIndex}
          onPress={() => controlUploads(control, [uploadId])}
        />
      ))}
    </>
  );
});
