import { say } from '../../shared/language/say.ts';
import type { HeldDestination } from '../../shared/progress.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { formatCountdown } from '../../shared/text/format-countdown.ts';
import { holdHelp } from '../../shared/text/hold-help.ts';
import { holdWords } from '../../shared/text/hold-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { withoutFingerprints } from '../../shared/text/without-fingerprints.ts';
import { tryDestinationNow } from '../store/actions.ts';
import { canHelp, helpLabels, startHelp } from '../store/help-actions.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { iconOfWait } from '../ui/icon-of-wait.ts';
import { useNow } from '../ui/use-now.ts';

/** A destination that holds all its files, once for all of them, with when it is looked at again. */
export function HeldNotice({ held }: { readonly held: HeldDestination }) {
  const now = useNow(held.retryAt === null ? 'never' : 'second');
  const name = destinationTitle(held.destinationName);
  const words = holdWords(held.reason, withoutFingerprints(held.error));
  const Icon = iconOfWait(held.reason);
  const help = holdHelp(held.reason, held.error);
  const hasHelp = useWindow(canHelp(help, held.destinationId));
  return (
    <div className={`notice ${words.needsPerson ? 'notice-needs-person' : 'notice-waiting'}`}>
      <Icon className={words.needsPerson ? 'ink-needs-person' : 'ink-waiting'} size={16} strokeWidth={1.5} aria-hidden="true" />
      <p className="notice-words">
        <bdi className="notice-name">{visibleText(name)}</bdi>: {words.title}. {words.remedy}
        {held.retryAt !== null && held.retryAt > now ? (
          <span className="notice-countdown" aria-hidden="true">
            {` ${say('Looks again in {time}.', { time: formatCountdown(held.retryAt, now) })}`}
          </span>
        ) : null}
      </p>
      {help === null || !hasHelp ? null : (
        <Button
          look="outlined"
          label={say(helpLabels[help])}
          name={`${say(helpLabels[help]).replace('…', '')}: ${name}`}
          onPress={() => startHelp(help, held.destinationId, held.destinationName, held.error)}
        />
      )}
      <Button
        look="text"
        label={say('Try now')}
        name={say('Try {name} now', { name })}
        onPress={() => tryDestinationNow(held.destinationId)}
      />
    </div>
  );
}
