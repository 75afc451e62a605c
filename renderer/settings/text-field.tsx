import { useId, useState } from 'react';
import { SettingRow } from './setting-row.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly unit?: string;
  /** Short, as for a number. */
  readonly isShort?: boolean;
  /** Several lines, as for a list. */
  readonly isLong?: boolean;
  /** Once it is written: when the field is left, or by Enter. */
  readonly onChange: (value: string) => void;
}

/** A setting that is written. It holds when the field is left or Enter is pressed, so that no half word ever holds. */
export function TextField(props: TextFieldProps) {
  const { label, value, type = 'text', placeholder, hint, problem = null, unit, isShort = false, isLong = false, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    if (typed !== null && typed !== value) onChange(typed);
    setTyped(null);
  };
  const common = {
    id,
    value: typed ?? value,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-note`,
    onBlur: commit,
  } as const;
  return (
    <SettingRow controlId={id} label={label} noteId={`${id}-note`} problem={problem} {...(hint === undefined ? {} : { hint })}>
      {isLong ? (
        <textarea {...common} className="text-input text-lines" rows={4} onChange={(event) => setTyped(event.target.value)} />
      ) : (
        <div className={isShort ? 'setting-short' : 'setting-line'}>
          <input
            {...common}
            className="text-input"
            type={type}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
            }}
          />
          {unit === undefined ? null : <span className="setting-unit">{unit}</span>}
        </div>
      )}
    </SettingRow>
  );
}
