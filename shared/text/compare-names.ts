import { spoken } from '../language/spoken.ts';

let known = { locale: '', compare: (_one: string, _other: string): number => 0 };

/** The order of two names of files as people of the language that is spoken look them up, with numbers by their worth: negative, 0 or positive. */
export function compareNames(one: string, other: string): number {
  const { locale } = spoken();
  // Making one takes longer than using it, and a sort uses it a million times.
  if (known.locale !== locale) known = { locale, compare: new Intl.Collator(locale, { numeric: true }).compare };
  return known.compare(one, other);
}
