import { afterEach, expect, it } from 'vitest';
import { builtInName } from '../../../shared/built-in-name.ts';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { speak } from '../../../shared/language/spoken.ts';
import { destinationTitle } from '../../../shared/text/destination-title.ts';

afterEach(() => speak('en', null));

it('is that of Gantry’s own destination in the language that is spoken, and every other as it was given', () => {
  expect([builtInName, 'Shelf'].map(destinationTitle)).toEqual(['This computer', 'Shelf']);
  speak('de', catalogueOf('de'));
  expect([builtInName, 'Shelf'].map(destinationTitle)).toEqual(['Dieser Computer', 'Shelf']);
});
