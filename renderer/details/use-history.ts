import { useEffect, useState } from 'react';
import type { UploadHistory } from '../../shared/contract.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { showError } from '../store/actions.ts';
import { loadHistory } from '../store/diagnostics-actions.ts';

/** The tries of a file, asked for again whenever one of them has ended; null until they are there. */
export function useHistory(file: FileProgress | undefined): UploadHistory | null {
  const [history, setHistory] = useState<UploadHistory | null>(null);
  const uploadId = file?.uploadId;
  // What changes when a try begins or ends, and not with every byte.
  const stand = file === undefined ? '' : `${file.status} ${file.attempt} ${file.error?.code} ${file.retryAt} ${file.settledAt}`;

  useEffect(() => {
    if (uploadId === undefined || stand === '') return undefined;
    let isCurrent = true;
    loadHistory(uploadId)
      .then((loaded) => {
        if (isCurrent) setHistory(loaded);
      })
      .catch(showError);
    return () => {
      isCurrent = false;
    };
  }, [uploadId, stand]);

  return history;
}
