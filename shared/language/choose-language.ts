import type { LanguageChoice } from '../settings.ts';
import type { Language } from './language.ts';
import { languages } from './language.ts';

/** The language that was chosen; else the first of the system's (BCP 47 tags, the best first) that Gantry speaks; else English. */
export function chooseLanguage(choice: LanguageChoice, systemLanguages: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of systemLanguages) {
    const primary = tag.toLowerCase().split(/[-_]/)[0];
    const spoken = languages.find((language) => language === primary);
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}
