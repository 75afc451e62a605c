import { Check, CircleX, LoaderCircle, Minus } from 'lucide-react';
import { useState } from 'react';
import type { ProbeAnswer } from '../../shared/destination.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { TrustedPlace } from '../../shared/host-key-change.ts';
import { say } from '../../shared/language/say.ts';
import { abilityWords } from '../../shared/text/ability-words.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { holdHelp } from '../../shared/text/hold-help.ts';
import { Button } from '../ui/button.tsx';
import { TrustQuestion } from './trust-question.tsx';
import './probe-result.css';

export interface ProbeResultProps {
  readonly answer: ProbeAnswer | 'asking';
  /** Opens the place where a sign-in is given; left out where that is open. */
  readonly onSignIn?: () => void;
  /** Whose host key can be trusted here; then it is tested again. */
  readonly trust?: { readonly of: TrustedPlace; readonly onTrusted: () => void };
}

/** What a test found out: what works, one line each, or why it does not. */
export function ProbeResult({ answer, onSignIn, trust }: ProbeResultProps) {
  if (answer === 'asking') {
    return (
      <p className="probe-line" role="status">
        <LoaderCircle size={14} strokeWidth={1.5} aria-hidden="true" />
        {say('Asking…')}
      </p>
    );
  }
  if (!answer.ok) return <ProbeFailure error={answer.error} onSignIn={onSignIn} trust={trust} />;
  return (
    <div role="status">
      <p className="probe-line ink-done">
        <Check size={14} strokeWidth={1.5} aria-hidden="true" />
        {say('It answers and can be used.')}
      </p>
      <dl className="probe-abilities">
        {abilityWords(answer).map(({ label, text, works }) => (
          <div key={label} className="probe-ability">
            {works ? (
              <Check className="ink-done" size={12} strokeWidth={1.5} aria-label={say('yes')} />
            ) : (
              <Minus className="probe-lacking" size={12} strokeWidth={1.5} aria-label={say('no')} />
            )}
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function ProbeFailure({
  error,
  onSignIn,
  trust,
}: { readonly error: PlainError } & {
  readonly onSignIn: ProbeResultProps['onSignIn'] | undefined;
  readonly trust: ProbeResultProps['trust'] | undefined;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const { title, remedy } = errorWords(error);
  const help = holdHelp(null, error);
  if (isAsking && trust !== undefined)
    return <TrustQuestion of={trust.of} error={error} onTrusted={trust.onTrusted} onKeep={() => setIsAsking(false)} />;
  return (
    <div className="probe-failure" role="status">
      <p className="probe-line ink-failed">
        <CircleX size={14} strokeWidth={1.5} aria-hidden="true" />
        {title}. {remedy}
      </p>
      {help === 'sign-in' && onSignIn !== undefined ? <Button look="outlined" label={say('Sign in…')} onPress={onSignIn} /> : null}
      {help === 'trust' && trust !== undefined ? (
        <Button look="outlined" label={say('Trust this key…')} onPress={() => setIsAsking(true)} />
      ) : null}
    </div>
  );
}
