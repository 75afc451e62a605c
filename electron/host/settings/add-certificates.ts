import { readFileSync } from 'node:fs';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { SettingsChange } from '../../../shared/settings.ts';
import { settingExpectations } from '../../../shared/text/setting-expectations.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { KeptSettings } from '../../requests/kept-settings.ts';
import { certificatesIn } from './certificates-in.ts';

const setting = 'network.certificateAuthorities';
/** The largest bundles of certificates have a quarter of it. */
const mostCharacters = 1_000_000;

/** Trusts the certificates of a PEM file from now on; those that are trusted already stay once. Throws `settings-invalid`, `not-possible-now`. */
export function addCertificates(settings: KeptSettings, path: string): void {
  settings.update(certificatesToAdd(settings, path));
}

/** The change that trusts them, for a question before it holds. Throws `settings-invalid`. */
export function certificatesToAdd(settings: Pick<KeptSettings, 'current'>, path: string): SettingsChange {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UploadError('settings-invalid', { details: { reason: 'unreadable', path }, cause });
  }
  const found = text.length > mostCharacters ? [] : certificatesIn(text);
  if (found.length === 0) throw new UploadError('settings-invalid', { details: noCertificate });
  const known = settings.current().network.certificateAuthorities;
  return { network: { certificateAuthorities: [...new Set([...known, ...found])] } };
}

const noCertificate: PlainError['details'] = { setting, expected: settingExpectations[setting], found: 'a file without one' };
