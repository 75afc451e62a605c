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
  /** Hears of another language once it is spoken. */
  onChange(listener: () => void): void;
  /** Follows the settings no longer; nobody hears of anything any more. */
  stop(): void;
}

/** What is spoken until the settings are known. `systemLanguages`: BCP 47 tags, the best first, and before them what Chromium's own switch `--lang` says. */
export function speakAsSystem(systemLanguages: readonly string[]): void {
  const language = chooseLanguage('system', systemLanguages);
  speak(language, catalogueOf(language));
}

/**
 * Lets the window, the menus and everything that the desktop is told speak the language that a person chose: before the first of them, and with each change.
 * `systemLanguages`: BCP 47 tags, the best first.
 */
export function applyLanguage(settings: Pick<KeptSettings, 'current' | 'onChange'>, systemLanguages: readonly string[]): Speech {
  const listeners: (() => void)[] = [];
  const apply = (): void => {
    const language = chooseLanguage(settings.current().app.language, systemLanguages);
    if (language === spoken().language) return;
    speak(language, catalogueOf(language));
    for (const listener of listeners) listener();
  };
  apply();
  return {
    languages: () => ({ language: spoken().language, systemLanguage: chooseLanguage('system', systemLanguages) }),
    onChange: (listener) => void listeners.push(listener),
    stop: settings.onChange(apply),
  };
}
