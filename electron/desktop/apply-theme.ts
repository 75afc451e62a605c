import type { NativeTheme } from 'electron';
import type { KeptSettings } from '../requests/kept-settings.ts';

/** Lets the window, its menus and its dialogs have the colours that a person chose: before the first window, so that nothing flashes, and with each change. */
export function applyTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  settings: Pick<KeptSettings, 'current' | 'onChange'>,
): () => void {
  const apply = (): void => {
    const { theme } = settings.current().app;
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
  };
  apply();
  return settings.onChange(apply);
}
