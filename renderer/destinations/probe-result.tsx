import { Check, CircleX, LoaderCircle, Minus } from 'lucide-react';
import type { ProbeAnswer } from '../../shared/destination.ts';
import { abilityWords } from '../../shared/text/ability-words.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { Button } from '../ui/button.tsx';
import './probe-result.css';

export interface ProbeResultProps {
  readonly answer: ProbeAnswer | 'asking';
  /** Opens the place where a sign-in is given; left out where that is open. */
  readonly onSignIn?: () => void;
}

/** What a test found out: what works, one line each, or why it does not. */
export function ProbeResult({ answer, onSignIn }: ProbeResultProps) {
  if (answer === 'asking') {
    return (
      <p className="probe-line" role="status">
        <LoaderCircle size={14} strokeWidth={1.5} aria-hidden="true" />
        Asking…
      </p>
    );
  }
  if (!answer.ok) {
    const { title, remedy, action } = errorWords(answer.error);
    return (
      <div className="probe-failure" role="status">
        <p className="probe-line ink-failed">
          <CircleX size={14} strokeWidth={1.5} aria-hidden="true" />
          {title}. {remedy}
        </p>
        {action === 'sign-in' && onSignIn !== undefined ? <Button look="outlined" label="Sign in…" onPress={onSignIn} /> : null}
      </div>
    );
  }
  return (
    <div role="status">
      <p className="probe-line ink-done">
        <Check size={14} strokeWidth={1.5} aria-hidden="true" />
        It answers and can be used.
      </p>
      <dl className="probe-abilities">
        {abilityWords(answer).map(({ label, text, works }) => (
          <div key={label} className="probe-ability">
            {works ? (
              <Check className="ink-done" size={12} strokeWidth={1.5} aria-label="yes" />
            ) : (
              <Minus className="probe-lacking" size={12} strokeWidth={1.5} aria-label="no" />
            )}
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
