import type { UploadHistory } from '../../shared/contract.ts';
import type { UploadId } from '../../shared/ids.ts';
import { engineClient } from '../engine-client.ts';
import { perform } from './actions.ts';
import { windowStore } from './store.ts';

export function openDetails(uploadId: UploadId): void {
  windowStore.setState({ dialog: { kind: 'details', uploadId } });
}

/** The tries of a file, and where it is. Throws `ClientError`. */
export function loadHistory(uploadId: UploadId): Promise<UploadHistory> {
  return engineClient().request('listAttempts', { uploadId });
}

/** One click: they are on the clipboard, and the window says what is in them. With a file named, with all of its tries. */
export function copyDiagnostics(uploadId?: UploadId): void {
  perform(
    engineClient()
      .request('copyDiagnostics', uploadId === undefined ? {} : { uploadId })
      .then(() => windowStore.setState({ hasCopiedDiagnostics: true, dialog: null })),
  );
}

export function dismissDiagnosticsNote(): void {
  windowStore.setState({ hasCopiedDiagnostics: false });
}
