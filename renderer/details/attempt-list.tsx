import type { Attempt } from '../../shared/attempt.ts';
import { keptAttempts } from '../../shared/attempt.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { attemptWords } from '../../shared/text/attempt-words.ts';
import { formatMoment } from '../../shared/text/format-moment.ts';
import { AttemptIcon } from './attempt-icon.tsx';

/** How every try went, the oldest first, with the pauses between them. */
export function AttemptList({ attempts }: { readonly attempts: readonly Attempt[] | null }) {
  return (
    <section className="attempts" aria-label={say('Tries')}>
      <h3 className="attempts-title">
        {attempts === null || attempts.length === 0 ? say('Tries') : sayCount(attempts.length, '{count} try', '{count} tries')}
      </h3>
      {attempts !== null && attempts.length === 0 ? <p className="attempts-none">{say('It has not been tried yet.')}</p> : null}
      <ol className="attempt-list">
        {attempts?.map((attempt, index) => (
          <AttemptItem key={`${attempt.startedAt} ${attempt.endedAt}`} attempt={attempt} next={attempts[index + 1] ?? null} />
        ))}
      </ol>
      {attempts !== null && attempts.length >= keptAttempts.first + keptAttempts.last ? (
        <p className="attempts-none">{say('Of many tries the first {first} and the last {last} are kept.', keptAttempts)}</p>
      ) : null}
    </section>
  );
}

function AttemptItem({ attempt, next }: { readonly attempt: Attempt; readonly next: Attempt | null }) {
  const { title, took, bytes, waited } = attemptWords(attempt, next);
  return (
    <>
      <li className="attempt">
        <AttemptIcon outcome={attempt.outcome} />
        <span className="attempt-words">{title}</span>
        <span className="attempt-bytes" title={say('Confirmed by the server, before and after')}>
          {bytes}
        </span>
        <span className="attempt-took">{took}</span>
        <time className="attempt-when" dateTime={new Date(attempt.startedAt).toISOString()}>
          {formatMoment(attempt.startedAt)}
        </time>
      </li>
      {waited === null ? null : <li className="attempt-pause">{say('waited {time}', { time: waited })}</li>}
    </>
  );
}
