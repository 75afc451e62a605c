import { Check, CircleExclamationPoint, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { say } from '../../shared/language/say.ts';
import { diagnosticsWords } from '../../shared/text/diagnostics-words.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { dismissNotice } from '../store/actions.ts';
import { dismissDiagnosticsNote } from '../store/diagnostics-actions.ts';
import { heldOf, queueNoticeOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { DecisionNotice } from './decision-notice.tsx';
import { HeldNotice } from './held-notice.tsx';
import { SettingsNotices } from './settings-notices.tsx';
import { UpdateLine } from './update-line.tsx';
import './notice-bar.css';

/** What concerns more than one file: a request that failed, a destination that holds its files, our own disk. One line each. */
export function NoticeBar() {
  const notices = useWindow((state) => state.notices);
  const held = useWindow(heldOf);
  const queueNotice = useWindow(queueNoticeOf);
  const hasCopied = useWindow((state) => state.hasCopiedDiagnostics);
  return (
    <div className="notices" role="status">
      {queueNotice === null ? null : <ErrorLine error={queueNotice} />}
      {held.map((destination) => (
        <HeldNotice key={destination.destinationId} held={destination} />
      ))}
      <SettingsNotices />
      <DecisionNotice />
      <UpdateLine />
      {hasCopied ? <DiagnosticsNote /> : null}
      {notices.map(({ noticeId, error }) => (
        <ErrorLine key={noticeId} error={error}>
          <IconButton
            name={say('Dismiss')}
            title={say('Dismiss')}
            icon={<X size={16} strokeWidth={1.5} />}
            onPress={() => dismissNotice(noticeId)}
          />
        </ErrorLine>
      ))}
    </div>
  );
}

function DiagnosticsNote() {
  const { title, remedy } = diagnosticsWords();
  return (
    <div className="notice">
      <Check className="ink-done" size={16} strokeWidth={1.5} aria-hidden="true" />
      <p className="notice-words">
        <strong>{title}.</strong> {remedy}
      </p>
      <IconButton name={say('Dismiss')} title={say('Dismiss')} icon={<X size={16} strokeWidth={1.5} />} onPress={dismissDiagnosticsNote} />
    </div>
  );
}

function ErrorLine({ error, children }: { readonly error: Parameters<typeof errorWords>[0]; readonly children?: ReactNode }) {
  const { title, remedy } = errorWords(error);
  return (
    <div className="notice notice-failed">
      <CircleExclamationPoint className="ink-failed" size={16} strokeWidth={1.5} aria-hidden="true" />
      <p className="notice-words">
        <strong>{title}.</strong> {remedy}
      </p>
      {children}
    </div>
  );
}
