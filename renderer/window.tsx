import { useEffect, useRef } from 'react';
import { App } from './app.tsx';
import { useWindow } from './store/store.ts';
import { sortNamesAnew } from './store/view-actions.ts';
import { speakChosen } from './window-language.ts';

/** The app in the language that is chosen; in another one all of it is made anew, as words are taken where they are shown. */
export function Window() {
  const choice = useWindow((state) => state.settings?.settings.app.language ?? null);
  const language = speakChosen(document.documentElement, choice);
  const sortedBy = useRef(language);
  useEffect(() => {
    if (sortedBy.current === language) return;
    sortedBy.current = language;
    sortNamesAnew();
  }, [language]);
  return <App key={language} />;
}
