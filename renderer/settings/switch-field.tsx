import { useId } from 'react';

export interface SwitchFieldProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A setting that is on or off. */
export function SwitchField({ label, isOn, hint, problem = null, isDisabled = false, onChange }: SwitchFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="setting-switch">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {note === undefined ? null : (
        <p id={`${id}-note`} className={problem === null ? 'setting-note' : 'setting-note ink-failed'}>
          {note}
        </p>
      )}
    </div>
  );
}
