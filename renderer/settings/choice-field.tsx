import { useEffect, useId, useRef } from 'react';
import { changesAtOnce } from './changes-at-once.ts';
import { SettingRow } from './setting-row.tsx';
import type { FieldState } from './use-section.ts';

export interface ChoiceFieldProps<Choice extends string> {
  readonly label: string;
  readonly value: Choice;
  readonly choices: readonly (readonly [value: Choice, words: string])[];
  readonly hint?: string;
  /** The keyboard begins here. */
  readonly isFirst?: boolean;
  readonly state: FieldState;
  readonly onChange: (value: Choice) => void;
}

/** A setting that is one of a few. It holds once it is chosen in the open list: on the way there nothing asks anybody. */
export function ChoiceField<Choice extends string>(props: ChoiceFieldProps<Choice>) {
  const { label, value, choices, hint, isFirst = false, state, onChange } = props;
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (!isFirst) return;
    // React sets no such attribute, and a dialog that opens after this effect puts the focus where it finds one.
    select.current?.setAttribute('autofocus', '');
    select.current?.focus();
  }, [isFirst]);
  return (
    <SettingRow controlId={id} label={label} noteId={`${id}-note`} state={state} hint={hint}>
      <select
        ref={select}
        id={id}
        className="text-input select-input"
        value={value}
        aria-describedby={`${id}-note`}
        onKeyDown={(event) => {
          if (!changesAtOnce(event)) return;
          event.preventDefault();
          event.currentTarget.showPicker();
        }}
        onChange={(event) => {
          const chosen = choices.find(([known]) => known === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {choices.map(([known, words]) => (
          <option key={known} value={known}>
            {words}
          </option>
        ))}
      </select>
    </SettingRow>
  );
}
