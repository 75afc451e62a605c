import { useId } from 'react';
import type { ConflictPage } from '../../shared/conflict.ts';
import { decidingPolicies } from '../../shared/conflict.ts';
import { say } from '../../shared/language/say.ts';
import { policyWords } from '../../shared/text/conflict-words.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { effectWords } from './effect-words.ts';
import type { Exceptions } from './exceptions.ts';
import './policy-choice.css';

const policies: readonly ConflictPolicy[] = [...decidingPolicies, 'ask'];

export interface PolicyChoiceProps {
  readonly policy: ConflictPolicy;
  /** null until it is known. */
  readonly effects: ConflictPage['effects'] | null;
  readonly exceptions: Exceptions;
  readonly asked: number;
  readonly onChange: (policy: ConflictPolicy) => void;
}

/** One decision for the whole batch: each with what it would do in numbers, the chosen one with what it means. */
export function PolicyChoice({ policy: chosen, effects, exceptions, asked, onChange }: PolicyChoiceProps) {
  const name = useId();
  const meaningId = useId();
  return (
    <div className="policies" role="radiogroup" aria-label={say('What becomes of them')} aria-describedby={meaningId}>
      {policies.map((policy) => (
        <label key={policy} className={policy === chosen ? 'policy policy-chosen' : 'policy'}>
          <input
            type="radio"
            name={name}
            checked={policy === chosen}
            data-takes-focus={policy === chosen ? '' : undefined}
            aria-describedby={`${meaningId}${policy}`}
            onChange={() => onChange(policy)}
          />
          <span className="policy-name">{policyWords(policy).name}</span>
          <span id={`${meaningId}${policy}`} className="policy-effect">
            {effects === null ? say('calculating') : effectWords(policy, effects, exceptions, asked)}
          </span>
        </label>
      ))}
      <p id={meaningId} className="policy-meaning">
        {policyWords(chosen).meaning}
      </p>
    </div>
  );
}
