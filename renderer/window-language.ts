import { catalogueOf } from '../shared/language/catalogue-of.ts';
import { chooseLanguage } from '../shared/language/choose-language.ts';
import type { Language } from '../shared/language/language.ts';
import { speak, spoken } from '../shared/language/spoken.ts';
import type { LanguageChoice } from '../shared/settings.ts';

/** Speaks what the main process wrote into the page, which knows the system's languages: the first words on the screen are right. */
export function speakFirst(page: HTMLElement): void {
  speakIn(page, chooseLanguage('system', [page.lang]));
}

/** Speaks what a person chose from now on; answers it. Nothing happens where it is spoken already. */
export function speakChosen(page: HTMLElement, choice: LanguageChoice | null): Language {
  if (choice !== null) speakIn(page, chooseLanguage(choice, [page.dataset['systemLanguage'] ?? 'en']));
  return spoken().language;
}

function speakIn(page: HTMLElement, language: Language): void {
  page.lang = language;
  if (language !== spoken().language) speak(language, catalogueOf(language));
}
