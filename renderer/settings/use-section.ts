import { useRef, useState } from 'react';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { Settings, SettingsSection } from '../../shared/settings.ts';
import { settingExpectations } from '../../shared/text/setting-expectations.ts';
import { ClientError } from '../client-error.ts';
import { errorSentence } from '../error-sentence.ts';
import { changeSettings } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';

export interface SectionForm<Section extends SettingsSection> {
  /** What holds, with what is typed in and does not hold yet. */
  readonly values: Settings[Section];
  /** Lets it hold at once; where something is wrong it stays in the form, and the field says why. */
  set(change: Partial<Settings[Section]>): void;
  /** What is wrong with a field; null: nothing. */
  problemOf(field: keyof Settings[Section] & string): string | null;
}

interface Problem {
  readonly field: string | null;
  readonly words: string;
}

/** One section of the settings as a form without a button to save. */
export function useSection<Section extends SettingsSection>(section: Section): SectionForm<Section> {
  const held = useWindow((state) => state.settings?.settings[section] ?? defaultSettings[section]);
  const [draft, setDraft] = useState<Partial<Settings[Section]>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(draft);
  return {
    values: { ...held, ...draft },
    set(change) {
      const next = { ...latest.current, ...change };
      latest.current = next;
      setDraft(next);
      changeSettings({ [section]: next }).then(
        () => {
          // What was typed meanwhile is on its way by itself.
          if (latest.current !== next) return;
          latest.current = {};
          setDraft({});
          setProblem(null);
        },
        (error: unknown) => {
          if (latest.current === next) setProblem(problemFrom(error, section));
        },
      );
    },
    problemOf: (field) => (problem?.field === field || (problem?.field === null && field === Object.keys(draft)[0]) ? problem.words : null),
  };
}

function problemFrom(error: unknown, section: SettingsSection): Problem {
  const { setting, expected } = error instanceof ClientError ? error.details : {};
  const [named, field] = setting?.split('.') ?? [];
  if (named !== section || field === undefined) return { field: null, words: errorSentence(error) };
  const takes = expected ?? Object.entries(settingExpectations).find(([name]) => name === `${section}.${field}`)?.[1] ?? '';
  return { field, words: `Takes ${takes}.` };
}
