import { useId } from 'react';

export interface FormFieldProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string | undefined;
  readonly hint?: string;
  /** What is wrong with it; null: nothing. */
  readonly problem?: string | null;
  readonly maxLength?: number;
  /** A sign-in is given here. */
  readonly isSignIn?: boolean;
  readonly onChange: (value: string) => void;
}

/** A label, a line to write in, and below it what helps or what is wrong. */
export function FormField({
  label,
  value,
  type = 'text',
  placeholder,
  hint,
  problem = null,
  maxLength,
  isSignIn,
  onChange,
}: FormFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="form-field">
        <input
          id={id}
          className="text-input"
          type={type}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          data-sign-in={isSignIn}
          aria-invalid={problem !== null}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          onChange={(event) => onChange(event.target.value)}
        />
        {note === undefined ? null : (
          <p id={`${id}-note`} className={problem === null ? 'destination-hint' : 'destination-hint ink-failed'}>
            {note}
          </p>
        )}
      </div>
    </>
  );
}
