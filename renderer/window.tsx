import { App } from './app.tsx';
import { useWindow } from './store/store.ts';
import { speakChosen } from './window-language.ts';

/** The app in the language that is chosen; in another one all of it is made anew, as words are taken where they are shown. */
export function Window() {
  const choice = useWindow((state) => state.settings?.settings.app.language ?? null);
  return <App key={speakChosen(document.documentElement, choice)} />;
}
