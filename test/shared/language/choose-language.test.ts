import { expect, it } from 'vitest';
import { chooseLanguage } from '../../../shared/language/choose-language.ts';

it.each([
  ['de', [], 'de'],
  ['en', ['de-DE'], 'en'],
  ['system', ['de-AT', 'en-US'], 'de'],
  ['system', ['DE_ch'], 'de'],
  ['system', ['fr-FR', 'de', 'en'], 'de'],
  ['system', ['fr-FR'], 'en'],
  ['system', ['deu', ''], 'en'],
  ['system', [], 'en'],
] as const)('for %s at a system in %j it is %s', (choice, system, language) => {
  expect(chooseLanguage(choice, system)).toBe(language);
});
