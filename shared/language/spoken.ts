import type { Catalogue } from './catalogue.ts';
import type { Language } from './language.ts';

interface Spoken {
  readonly language: Language;
  /** For numbers and dates. */
  readonly locale: string;
  /** null: English, as it stands in the code. */
  readonly catalogue: Catalogue | null;
  readonly plurals: Intl.PluralRules;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

let current = spokenIn('en', null);

function spokenIn(language: Language, catalogue: Catalogue | null): Spoken {
  return { language, locale: locales[language], catalogue, plurals: new Intl.PluralRules(locales[language]) };
}

/** What this process speaks; English until `speak`, and always in the terminal, whose words scripts read. */
export function spoken(): Spoken {
  return current;
}

/** From here on every text is in this language; what was made before stays as it is. */
export function speak(language: Language, catalogue: Catalogue | null): void {
  current = spokenIn(language, catalogue);
}
