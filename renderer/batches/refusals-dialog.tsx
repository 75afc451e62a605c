import { useEffect, useState } from 'react';
import type { Refusal } from '../../shared/contract.ts';
import { say } from '../../shared/language/say.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { showError } from '../store/actions.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { loadRefusals } from '../store/refusal-actions.ts';
import { useWindow } from '../store/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ReasonList } from '../ui/reason-list.tsx';

/** What of a batch's folders could not be added, and why. */
export function RefusalsDialog() {
  const dialog = useWindow((state) => state.dialog);
  const batchId = dialog?.kind === 'refusals' ? dialog.batchId : null;
  const [refusals, setRefusals] = useState<readonly Refusal[] | null>(null);

  useEffect(() => {
    if (batchId === null) return undefined;
    let isCurrent = true;
    loadRefusals(batchId)
      .then((loaded) => {
        if (isCurrent) setRefusals(loaded);
      })
      .catch(showError);
    return () => {
      isCurrent = false;
      setRefusals(null);
    };
  }, [batchId]);

  if (dialog?.kind !== 'refusals') return null;
  const reasons = refusals?.map((refusal) => ({ path: refusal.path, ...errorWords(refusal) })) ?? [];
  return (
    <Dialog title={say('Not added from {name}', { name: visibleText(dialog.batchName) })} onClose={closeDialog}>
      <div className="refusals">
        <ReasonList reasons={reasons} />
      </div>
    </Dialog>
  );
}
