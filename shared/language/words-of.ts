import type { PluralForms } from './catalogue.ts';
import { spoken } from './spoken.ts';

/** The words for an English text in the language that is spoken, with their braces; a text without a translation stays English. */
export function wordsOf(text: string): string {
  const found = spoken().catalogue?.[text];
  return typeof found === 'string' ? found : withoutSense(text);
}

/** The same for a text with a number in it. */
export function pluralWordsOf(count: number, one: string, many: string): string {
  const { catalogue, plurals } = spoken();
  const found = catalogue?.[many];
  if (typeof found !== 'object') return withoutSense(count === 1 ? one : many);
  return formOf(found, plurals.select(count));
}

function formOf(forms: PluralForms, rule: Intl.LDMLPluralRule): string {
  return forms[rule] ?? forms.other;
}

/** What stands after `|` tells apart what is one word in English and several elsewhere; nobody sees it. */
function withoutSense(text: string): string {
  const bar = text.indexOf('|');
  return bar < 0 ? text : text.slice(0, bar);
}
