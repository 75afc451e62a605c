import { afterEach, expect, it } from 'vitest';
import { builtInName } from '../../../electron/engine/destinations/destination-registry.ts';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { speak } from '../../../shared/language/spoken.ts';
import { destinationName } from '../../../shared/text/destination-name.ts';

afterEach(() => speak('en', null));

it('is that of Gantry’s own destination in the language that is spoken, and every other as it was given', () => {
  expect([builtInName, 'Shelf'].map(destinationName)).toEqual(['This computer', 'Shelf']);
  speak('de', catalogueOf('de'));
  expect([builtInName, 'Shelf'].map(destinationName)).toEqual(['Dieser Computer', 'Shelf']);
});
