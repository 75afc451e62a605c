import { say } from '../../shared/language/say.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { useWindow } from '../store/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TrustQuestion } from './trust-question.tsx';

/** The question about a host key, asked from a destination that waits for the answer. Its files go on by themselves after a yes. */
export function TrustDialog() {
  const dialog = useWindow((state) => state.dialog);
  if (dialog?.kind !== 'trust') return null;
  return (
    <Dialog title={say('The host key of {name}', { name: visibleText(dialog.destinationName) })} onClose={closeDialog}>
      <div className="trust-dialog">
        <TrustQuestion of={{ destinationId: dialog.destinationId }} error={dialog.error} onTrusted={closeDialog} onKeep={closeDialog} />
      </div>
    </Dialog>
  );
}
