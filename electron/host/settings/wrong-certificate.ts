import type { PlainError } from '../../../shared/error-codes.ts';
import type { Settings } from '../../../shared/settings.ts';
import { settingExpectations } from '../../../shared/text/setting-expectations.ts';
import { certificateFactsOf } from './certificate-facts-of.ts';

const name = 'network.certificateAuthorities';

/** The first of the extra authorities that is no certificate, though it has the shape of one; null: all can be used. */
export function wrongCertificate({ network }: Settings): PlainError | null {
  const index = network.certificateAuthorities.findIndex((pem) => certificateFactsOf(pem) === null);
  if (index < 0) return null;
  const details = { setting: `${name}.${index}`, expected: settingExpectations[name], found: 'something that is no certificate' };
  return { code: 'settings-invalid', details };
}
