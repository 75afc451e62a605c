import type { ReactNode } from 'react';

export interface SettingRowProps {
  /** Of the control that it names; left out: the row names a group. */
  readonly controlId?: string;
  readonly labelId?: string;
  readonly label: string;
  readonly noteId: string;
  readonly hint?: ReactNode;
  /** What is wrong; null: nothing. */
  readonly problem?: string | null;
  readonly children: ReactNode;
}

/** A setting: its name, what is chosen, and below it what helps or what is wrong. */
export function SettingRow({ controlId, labelId, label, noteId, hint, problem = null, children }: SettingRowProps) {
  return (
    <div className="setting-row">
      {controlId === undefined ? (
        <span id={labelId} className="setting-label">
          {label}
        </span>
      ) : (
        <label className="setting-label" htmlFor={controlId}>
          {label}
        </label>
      )}
      <div className="setting-control">
        {children}
        {problem === null ? null : (
          <p id={noteId} className="setting-note ink-failed" role="alert">
            {problem}
          </p>
        )}
        {problem === null && hint !== undefined && hint !== '' ? (
          <p id={noteId} className="setting-note">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
