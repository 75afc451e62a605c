import { useReducer, useState } from 'react';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { Settings, SettingsSection } from '../../shared/settings.ts';
import { changeSettings } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { fieldProblemFrom } from './field-problem-from.ts';
import { createSectionDraft } from './section-draft.ts';

/** What the row of a field shows beside it. */
export interface FieldState {
  /** What is wrong with it; null: nothing. */
  readonly problem: string | null;
  /** Takes the choice back; null: it is as it is by default. */
  readonly onDefault: (() => void) | null;
}

export interface SectionForm<Section extends SettingsSection> {
  /** What holds, with what is typed in and does not hold yet. */
  readonly values: Settings[Section];
  /** Lets it hold at once; where something is wrong it stays in the form, and the field says why. */
  set(change: Partial<Settings[Section]>): void;
  /** The form shows again what holds there. */
  forget(...fields: readonly (keyof Settings[Section] & string)[]): void;
  stateOf(field: keyof Settings[Section] & string): FieldState;
}

/** One section of the settings as a form without a button to save. */
export function useSection<Section extends SettingsSection>(section: Section): SectionForm<Section> {
  const held = useWindow((state) => state.settings?.settings[section] ?? defaultSettings[section]);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const [draft] = useState(() =>
    createSectionDraft<Settings[Section]>({
      send: (change) => changeSettings({ [section]: change }),
      problemFrom: (error, fields) => fieldProblemFrom(error, section, fields),
      onChange: drawAgain,
    }),
  );
  const usual: Settings[Section] = defaultSettings[section];
  const values = { ...held, ...draft.typed() };
  const set = (change: Partial<Settings[Section]>): void => void draft.set(change);
  return {
    values,
    set,
    forget: (...fields) => void draft.forget(...fields),
    stateOf(field) {
      const problem = draft.problem();
      const isUsual = JSON.stringify(values[field]) === JSON.stringify(usual[field]);
      const change: Partial<Settings[Section]> = {};
      change[field] = usual[field];
      return { problem: problem?.field === field ? problem.words : null, onDefault: isUsual ? null : () => set(change) };
    },
  };
}
