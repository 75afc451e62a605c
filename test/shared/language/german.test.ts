import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Catalogue } from '../../../shared/language/catalogue.ts';
import { german } from '../../../shared/language/german.ts';

const folder = new URL('../../../shared/language/german/', import.meta.url);
const parts = await Promise.all(
  readdirSync(folder).map(async (name) => Object.values((await import(new URL(name, folder).href)) as Record<string, Catalogue>)),
);

const namesIn = (words: string): readonly string[] => [...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

it('has every text once', () => {
  const keys = parts.flat().flatMap((part) => Object.keys(part));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect(keys.toSorted()).toEqual(Object.keys(german).toSorted());
});

it.each(Object.entries<Catalogue[string]>(german))('has in “%s” all that the English text has', (english, words) => {
  const forms = typeof words === 'string' ? [words] : Object.values(words);
  for (const form of forms) {
    expect(namesIn(form)).toEqual(namesIn(english));
    expect(form.trim()).toBe(form);
    expect(form).not.toBe('');
    expect(form).not.toContain('|');
    // A full stop, a question mark or an ellipsis at the end means the same in both.
    expect(/[.?!…:]?$/.exec(form)?.[0]).toBe(/[.?!…:]?$/.exec(english.replace(/\|.*$/, ''))?.[0]);
  }
});
