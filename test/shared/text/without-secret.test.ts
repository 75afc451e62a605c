import { expect, it } from 'vitest';
import { withoutSecret } from '../../../shared/text/without-secret.ts';

it.each([
  ['photos', 'photos'],
  ['photo@2x.png', 'photo@2x.png'],
  ['tus+https://host.test/files/', 'tus+https://host.test/files/'],
  ['tus+https://me:hunter2@host.test/', '…@host.test/'],
  ['me:hunter2@host.test', '…@host.test'],
  ['TUS+HTTPS://me:hun@ter/2?x@host.test', '…@host.test'],
])('%s is said as %s', (text, said) => {
  expect(withoutSecret(text)).toBe(said);
});
