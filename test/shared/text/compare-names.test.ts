import { afterEach, expect, it } from 'vitest';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { speak } from '../../../shared/language/spoken.ts';
import { compareNames } from '../../../shared/text/compare-names.ts';

afterEach(() => speak('en', null));

it.each(['en', 'de'] as const)('sorts by letters and numbers, not by codes (%s)', (language) => {
  speak(language, catalogueOf(language));
  const names = ['Zebra.jpg', 'Öl.jpg', 'bild 10.jpg', 'äpfel.jpg', 'Bild 2.jpg', 'apfel.jpg', 'Ofen.jpg'];
  expect(names.toSorted(compareNames)).toEqual(['apfel.jpg', 'äpfel.jpg', 'Bild 2.jpg', 'bild 10.jpg', 'Ofen.jpg', 'Öl.jpg', 'Zebra.jpg']);
});
