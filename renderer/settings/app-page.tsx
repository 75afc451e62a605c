import type { Theme } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { useSection } from './use-section.ts';

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** How Gantry looks and starts. */
export function AppPage() {
  const { values, set, stateOf } = useSection('app');
  return <ChoiceField label="Theme" value={values.theme} choices={themes} state={stateOf('theme')} onChange={(theme) => set({ theme })} />;
}
