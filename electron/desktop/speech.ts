import { catalogueOf } from '../../shared/language/catalogue-of.ts';
import { chooseLanguage } from '../../shared/language/choose-language.ts';
import type { Language } from '../../shared/language/language.ts';
import { speak, spoken } from '../../shared/language/spoken.ts';
import type { KeptSettings } from '../requests/kept-settings.ts';

export interface PageLanguages {
  /** Of the page's first words. */
  readonly language: Language;
  /** What it goes back to when a person chooses the system's. */
  readonly systemLanguage: Language;
}

export interface Speech {
  /** For a page that is about to be loaded. */
  languages(): PageLanguages;
  stop(): void;
}

/**
 * Lets the window, the menus and everything that the desktop is told speak the language that a person chose: before the first of them, and with each change,
 * of which `onChange` hears once it is spoken. `systemLanguages`: BCP 47 tags, the best first.
 */
export function applyLanguage(
  settings: Pick<KeptSettings, 'current' | 'onChange'>,
  systemLanguages: readonly string[],
  onChange: () => void,
): Speech {
  const apply = (): void => {
    const language = chooseLanguage(settings.current().app.language, systemLanguages);
    if (language === spoken().language) return;
    speak(language, catalogueOf(language));
    onChange();
  };
  apply();
  return {
    languages: () => ({ language: spoken().language, systemLanguage: chooseLanguage('system', systemLanguages) }),
    stop: settings.onChange(apply),
  };
}
