import type { Language, Theme, UpdateChannel } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { numberOf } from './number-of.ts';
import { SwitchField } from './switch-field.tsx';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];
const languages: readonly (readonly [Language, string])[] = [
  ['system', 'As the system, where there is a translation'],
  ['en', 'English'],
];
const channels: readonly (readonly [UpdateChannel, string])[] = [
  ['latest', 'Releases'],
  ['beta', 'Releases and what is tried before them'],
];

/** How Gantry looks, starts, renews itself, and how long it remembers. */
export function GeneralPage() {
  const app = useSection('app');
  const updates = useSection('updates');
  const history = useSection('history');
  return (
    <>
      <ChoiceField label="Theme" value={app.values.theme} choices={themes} onChange={(theme) => app.set({ theme })} />
      <ChoiceField
        label="Language"
        value={app.values.language}
        choices={languages}
        hint="So far Gantry speaks English."
        onChange={(language) => app.set({ language })}
      />
      <h4 className="settings-heading">Start and end</h4>
      <SwitchField label="Open at login" isOn={app.values.openAtLogin} onChange={(openAtLogin) => app.set({ openAtLogin })} />
      <SwitchField
        label="Start without a window"
        isOn={app.values.startHidden}
        isDisabled={!app.values.openAtLogin}
        hint="At login only the icon in the tray is there."
        onChange={(startHidden) => app.set({ startHidden })}
      />
      <SwitchField
        label="Keep running when the window is closed"
        isOn={app.values.closeToTray}
        hint="Uploads go on. The icon in the tray brings the window back."
        onChange={(closeToTray) => app.set({ closeToTray })}
      />
      <h4 className="settings-heading">Updates</h4>
      <SwitchField
        label="Look for updates"
        isOn={updates.values.isOn}
        hint="You are told first. Nothing is installed while a file is under way."
        onChange={(isOn) => updates.set({ isOn })}
      />
      <ChoiceField label="Take" value={updates.values.channel} choices={channels} onChange={(channel) => updates.set({ channel })} />
      <h4 className="settings-heading">History</h4>
      <TextField
        label="Keep what is done for"
        value={history.values.keptDays === null ? '' : String(history.values.keptDays)}
        placeholder="Always"
        unit="days"
        isShort
        hint="Empty: until you clear it. Older batches leave the list; what arrived stays where it arrived. A file of a batch that was cleared may be sent again."
        problem={history.problemOf('keptDays')}
        onChange={(text) => history.set({ keptDays: numberOf(text) })}
      />
    </>
  );
}
