import type { Theme } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { SwitchField } from './switch-field.tsx';
import { useSection } from './use-section.ts';

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** How Gantry looks and starts. */
export function AppPage() {
  const { values, set, stateOf } = useSection('app');
  return (
    <>
      <ChoiceField label="Theme" value={values.theme} choices={themes} state={stateOf('theme')} onChange={(theme) => set({ theme })} />
      <h4 className="settings-heading">Start and end</h4>
      <SwitchField
        label="Open at login"
        isOn={values.openAtLogin}
        hint="You are asked in a box of your system, as this adds Gantry to what it starts."
        state={stateOf('openAtLogin')}
        onChange={(openAtLogin) => set({ openAtLogin })}
      />
      <SwitchField
        label="Without a window"
        isOn={values.startHidden}
        isDisabled={!values.openAtLogin}
        hint="At login only the icon in the tray is there, where the system has a tray."
        state={stateOf('startHidden')}
        onChange={(startHidden) => set({ startHidden })}
      />
      <SwitchField
        label="Keep running when the window is closed"
        isOn={values.closeToTray}
        hint="Uploads go on, where the system has a tray. The icon there brings the window back."
        state={stateOf('closeToTray')}
        onChange={(closeToTray) => set({ closeToTray })}
      />
    </>
  );
}
