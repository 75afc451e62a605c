import { useId, useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { LeavingButton } from './leaving-button.tsx';
import { SettingRow } from './setting-row.tsx';
import type { FieldState } from './use-section.ts';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
  readonly hint?: string;
  readonly state: FieldState;
  readonly unit?: string;
  /** Short, as for a number. */
  readonly isShort?: boolean;
  /** Several lines, as for a list. */
  readonly isLong?: boolean;
  /** Takes away what is kept and cannot be shown; null: nothing is. */
  readonly onForget?: (() => void) | null;
  /** Once it is written: when the field is left, or by Enter. */
  readonly onChange: (value: string) => void;
}

/** A setting that is written. It holds when the field is left or Enter is pressed, so that no half word ever holds. */
export function TextField(props: TextFieldProps) {
  const { label, value, type = 'text', placeholder, hint, state, unit, isShort = false, isLong = false, onForget = null, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isTyping, setTyping] = useState(false);
  const commit = (): void => {
    if (isTyping && typed !== value) onChange(typed);
    setTyping(false);
  };
  const write = (text: string): void => {
    setTyped(text);
    setTyping(true);
  };
  const common = {
    id,
    // What is wrong stays as it was written.
    value: isTyping || state.problem !== null ? typed : value,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': state.problem !== null,
    'aria-describedby': `${id}-note`,
    onBlur: commit,
  } as const;
  return (
    <SettingRow controlId={id} label={label} noteId={`${id}-note`} hint={hint} state={state}>
      {isLong ? (
        <textarea {...common} className="text-input text-lines" rows={4} onChange={(event) => write(event.target.value)} />
      ) : (
        <input
          {...common}
          className={isShort ? 'text-input text-short' : 'text-input'}
          type={type}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
      )}
      {unit === undefined ? null : <span className="setting-unit">{unit}</span>}
      {onForget === null ? null : (
        <LeavingButton label={say('Forget')} name={say('Forget: {label}', { label })} controlId={id} onPress={onForget} />
      )}
    </SettingRow>
  );
}
