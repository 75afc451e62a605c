import { useState } from 'react';
import type { PlainError } from '../../shared/error-codes.ts';
import type { TrustedPlace } from '../../shared/host-key-change.ts';
import { say } from '../../shared/language/say.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { ClientError } from '../client-error.ts';
import { trustShownKey } from '../store/destination-actions.ts';
import { Button } from '../ui/button.tsx';
import { Said } from '../ui/said.tsx';
import './trust-question.css';

export interface TrustQuestionProps {
  readonly of: TrustedPlace;
  /** `host-key-changed`, with both fingerprints. */
  readonly error: PlainError;
  readonly onTrusted: () => void;
  readonly onKeep: () => void;
}

/** Both fingerprints of a host key that changed, and the question whether the new one is right. */
export function TrustQuestion({ of, error, onTrusted, onKeep }: TrustQuestionProps) {
  // The server may show yet another key by the time of the answer: then that one is asked about.
  const [asked, setAsked] = useState(error);
  const [problem, setProblem] = useState<string | null>(null);
  const [isTrusting, setIsTrusting] = useState(false);
  const { host, fingerprint = '', knownFingerprints = [] } = asked.details;
  const canTrust = errorWords(asked).action === 'trust';
  const trust = (): void => {
    setIsTrusting(true);
    setProblem(null);
    trustShownKey(of, fingerprint)
      .then((isDone) => {
        if (isDone) onTrusted();
      })
      .catch((refused: unknown) => {
        const plain: PlainError = refused instanceof ClientError ? refused : { code: 'internal', details: {} };
        const { title, remedy } = errorWords(plain);
        if (plain.code === 'host-key-changed') setAsked(plain);
        setProblem(plain.code === 'host-key-changed' ? say('It shows another key again. Compare anew.') : `${title}. ${remedy}`);
      })
      .finally(() => setIsTrusting(false));
  };
  return (
    <div className="trust">
      <p>
        {host === undefined ? (
          say('The server has another host key than before.')
        ) : (
          <Said text="{host} has another host key than before." values={{ host: <bdi className="trust-host">{visibleText(host)}</bdi> }} />
        )}{' '}
        {say('Ask whoever runs it for its fingerprint, and compare: it may be a server set up anew, or another that listens in.')}
      </p>
      <dl className="trust-keys">
        <dt>{say('Before')}</dt>
        <dd>
          {knownFingerprints.length === 0
            ? say('not known')
            : knownFingerprints.map((known) => <code key={known}>{visibleText(known)}</code>)}
        </dd>
        <dt>{say('Now')}</dt>
        <dd>
          <code className="trust-new">{visibleText(fingerprint)}</code>
        </dd>
      </dl>
      {problem === null ? null : (
        <p className="ink-failed" role="alert">
          {problem}
        </p>
      )}
      <div className="trust-buttons">
        <Button label={say('Do not trust it')} onPress={onKeep} />
        <Button look="outlined" label={say('It is right: trust the new key')} isDisabled={isTrusting || !canTrust} onPress={trust} />
      </div>
    </div>
  );
}
