import type { Settings, SettingsChange } from '../../shared/settings.ts';
import type { SettingsView } from '../../shared/settings-view.ts';

/** The settings as a host keeps them. Its methods throw `settings-invalid` and `not-possible-now`, and change nothing then. */
export interface KeptSettings {
  current(): Settings;
  view(): SettingsView;
  /** Checks the whole with the change in it, writes it down, and only then lets it hold. */
  update(change: SettingsChange): void;
  /** Lets the settings of an exported file hold, in place of all that were. */
  import(text: string): void;
  /** What would hold with that change in it, or with that file: for a question before it does. Changes nothing. */
  withChange(change: SettingsChange): Settings;
  withImport(text: string): Settings;
  export(): string;
  /** An empty text takes it away. */
  saveProxyPassword(password: string): void;
  /** Nothing is done after the queue this time. */
  cancelAfterQueue(): void;
  /** Told after every change, also of what is only shown with the settings. */
  onChange(listener: (settings: Settings) => void): () => void;
}
