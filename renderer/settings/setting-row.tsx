import type { ReactNode } from 'react';
import { DefaultButton } from './default-button.tsx';
import { SettingNote } from './setting-note.tsx';
import type { FieldState } from './use-section.ts';

export interface SettingRowProps {
  /** Of the control that it names. */
  readonly controlId: string;
  readonly label: string;
  readonly noteId: string;
  readonly hint?: string | undefined;
  readonly state: FieldState;
  readonly children: ReactNode;
}

/** A setting: its name, what is chosen, and below it what helps or what is wrong. */
export function SettingRow({ controlId, label, noteId, hint, state, children }: SettingRowProps) {
  return (
    <div className="setting-row">
      <label className="setting-label" htmlFor={controlId}>
        {label}
      </label>
      <div className="setting-control">
        <div className="setting-line">
          {children}
          <DefaultButton label={label} controlId={controlId} onPress={state.onDefault} />
        </div>
        <SettingNote id={noteId} hint={hint} problem={state.problem} />
      </div>
    </div>
  );
}
