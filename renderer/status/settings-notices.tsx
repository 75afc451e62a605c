import { CircleExclamationPoint, Timer } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import { afterQueueIn } from '../../shared/text/after-queue-in.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { formatCountdown } from '../../shared/text/format-countdown.ts';
import { cancelAfterQueue, openSettings } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { afterQueueCancel } from './after-queue-cancel.ts';

/** What is about to happen after the queue, and settings that could not be read. */
export function SettingsNotices() {
  const problem = useWindow((state) => state.settings?.problem ?? null);
  const countdown = useWindow((state) => state.settings?.countdown ?? null);
  const now = useNow(countdown === null ? 'never' : 'second');
  return (
    <>
      {countdown === null ? null : (
        <div className="notice notice-waiting">
          <Timer className="ink-waiting" size={16} strokeWidth={1.5} aria-hidden="true" />
          <p className="notice-words">
            <strong>{say('All is through.')}</strong> {afterQueueIn(countdown.action, formatCountdown(countdown.dueAt, now))}.
          </p>
          <Button look="outlined" label={say('Cancel')} name={say(afterQueueCancel[countdown.action])} onPress={cancelAfterQueue} />
        </div>
      )}
      {problem === null ? null : (
        <div className="notice notice-failed">
          <CircleExclamationPoint className="ink-failed" size={16} strokeWidth={1.5} aria-hidden="true" />
          <p className="notice-words">
            <strong>{errorWords(problem).title}.</strong> {errorWords(problem).remedy} {say('Until then defaults hold.')}
          </p>
          <Button look="text" label={say('Settings…')} onPress={() => openSettings('file')} />
        </div>
      )}
    </>
  );
}
