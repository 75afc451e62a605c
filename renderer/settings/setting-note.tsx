export interface SettingNoteProps {
  readonly id: string;
  readonly hint?: string | undefined;
  /** What is wrong; null: nothing. */
  readonly problem: string | null;
}

/** Below a control: what is wrong with it, or else what helps. */
export function SettingNote({ id, hint, problem }: SettingNoteProps) {
  if (problem !== null) {
    return (
      <p id={id} className="setting-note ink-failed" role="alert">
        {problem}
      </p>
    );
  }
  if (hint === undefined || hint === '') return null;
  return (
    <p id={id} className="setting-note">
      {hint}
    </p>
  );
}
