import { ClipboardCopy, FolderOpen, Link, RotateCw } from 'lucide-react';
import type { UploadId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { controlUploads, showSource } from '../store/actions.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { copyDiagnostics } from '../store/diagnostics-actions.ts';
import { copyLink, mayHaveLink } from '../store/link-actions.ts';
import { controlsFor } from '../store/selection-actions.ts';
import { fileOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AttemptList } from './attempt-list.tsx';
import { FileFacts } from './file-facts.tsx';
import { useHistory } from './use-history.ts';
import './details-dialog.css';

/** One file with everything that is known of it: where it stands, and how every try went. */
export function DetailsDialog() {
  const uploadId = useWindow((state) => (state.dialog?.kind === 'details' ? state.dialog.uploadId : null));
  return uploadId === null ? null : <Details uploadId={uploadId} />;
}

function Details({ uploadId }: { readonly uploadId: UploadId }) {
  const file = useWindow(fileOf(uploadId));
  const history = useHistory(file);
  const hasLink = useWindow((state) => file !== undefined && mayHaveLink(file)(state));
  if (file === undefined) return null;
  const canRetry = controlsFor(file.status).includes('retry');
  return (
    <Dialog title={visibleText(file.fileName)} onClose={closeDialog}>
      <div className="details">
        <FileFacts file={file} location={history?.location ?? null} />
        <AttemptList attempts={history?.attempts ?? null} />
      </div>
      <footer className="details-footer">
        <Button
          label={say('Copy diagnostics')}
          icon={<ClipboardCopy size={16} strokeWidth={1.5} />}
          title={say('Without secrets and without names of files')}
          onPress={() => copyDiagnostics(uploadId)}
        />
        <Button label={say('Show in folder')} icon={<FolderOpen size={16} strokeWidth={1.5} />} onPress={() => showSource(uploadId)} />
        {hasLink ? (
          <Button label={say('Copy link')} icon={<Link size={16} strokeWidth={1.5} />} onPress={() => copyLink(uploadId, copyText)} />
        ) : null}
        <span className="details-space" />
        {canRetry ? (
          <Button
            look="outlined"
            label={say(file.status === 'waiting' ? 'Retry now' : 'Retry')}
            icon={<RotateCw size={16} strokeWidth={1.5} />}
            onPress={() => controlUploads('retry', [uploadId])}
          />
        ) : null}
      </footer>
    </Dialog>
  );
}
