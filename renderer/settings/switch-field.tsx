import { useId } from 'react';
import { DefaultButton } from './default-button.tsx';
import { SettingNote } from './setting-note.tsx';
import type { FieldState } from './use-section.ts';

export interface SwitchFieldProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly hint?: string;
  readonly state: FieldState;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A setting that is on or off. */
export function SwitchField({ label, isOn, hint, state, isDisabled = false, onChange }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="setting-switch">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div className="setting-line">
        <label htmlFor={id}>{label}</label>
        <DefaultButton label={label} controlId={id} onPress={state.onDefault} />
      </div>
      <SettingNote id={`${id}-note`} hint={hint} problem={state.problem} />
    </div>
  );
}
