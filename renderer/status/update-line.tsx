import { Check, CircleArrowDown, CircleExclamationPoint, Hourglass, X } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import { updateNoticeWords } from '../../shared/text/update-words.ts';
import type { UpdateNotice } from '../../shared/update.ts';
import { useWindow } from '../store/store.ts';
import { postponeUpdate, restartForUpdate } from '../store/update-actions.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';

const icons = {
  ready: { icon: CircleArrowDown, ink: '' },
  draining: { icon: Hourglass, ink: 'ink-waiting' },
  installed: { icon: Check, ink: 'ink-done' },
  failed: { icon: CircleExclamationPoint, ink: 'ink-failed' },
} as const;

const looks: Readonly<Record<UpdateNotice['kind'], string>> = {
  ready: '',
  draining: ' notice-waiting',
  installed: '',
  failed: ' notice-failed',
};

/** An update that is ready, comes, came or failed. Quiet: it takes no focus, and a person may leave it where it is. */
export function UpdateLine() {
  const notice = useWindow((state) => state.updateNotice);
  if (notice === null) return null;
  const { title, remedy } = updateNoticeWords(notice);
  const { icon: Icon, ink } = icons[notice.kind];
  return (
    <div className={`notice${looks[notice.kind]}`}>
      <Icon className={ink} size={16} strokeWidth={1.5} aria-hidden="true" />
      <p className="notice-words">
        <strong>{title}.</strong> {remedy}
      </p>
      <Answers kind={notice.kind} />
    </div>
  );
}

function Answers({ kind }: { readonly kind: UpdateNotice['kind'] }) {
  switch (kind) {
    case 'ready':
      return (
        <>
          <Button look="outlined" label={say('Restart now')} name={say('Restart now for the update')} onPress={restartForUpdate} />
          <Button look="text" label={say('Later')} name={say('Update later')} onPress={postponeUpdate} />
        </>
      );
    case 'draining':
      return <Button look="text" label={say('Go on uploading')} name={say('Go on uploading, and update later')} onPress={postponeUpdate} />;
    case 'installed':
    case 'failed':
      return <IconButton name={say('Dismiss')} title={say('Dismiss')} icon={<X size={16} strokeWidth={1.5} />} onPress={postponeUpdate} />;
  }
}
