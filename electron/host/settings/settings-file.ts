import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { Settings } from '../../../shared/settings.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { CheckedSettings } from '../../requests/check-settings.ts';
import { parseSettings } from '../../requests/parse-settings.ts';
import { writtenSettings } from '../../requests/written-settings.ts';
import { replaceFile } from '../replace-file.ts';
import { wrongCertificate } from './wrong-certificate.ts';

/** A file larger than this is none of ours. */
const mostCharacters = 4 * 1024 * 1024;

export type ReadSettings = CheckedSettings & { readonly text: string | null };

/** What the file says: all of it or nothing. Where there is none, the defaults hold. */
export function readSettingsFile(path: string): ReadSettings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { ok: true, settings: defaultSettings, text: null };
    return { ok: false, error: { code: 'settings-invalid', details: { reason: 'unreadable', path } }, text: null };
  }
  const read = checkedText(text);
  return read.ok ? { ...read, text } : { ok: false, error: withPath(read.error, path), text };
}

/** The settings in a text, its certificates looked into as well. */
export function checkedText(text: string): CheckedSettings {
  if (text.length > mostCharacters) return { ok: false, error: { code: 'settings-invalid', details: { reason: 'json' } } };
  const parsed = parseSettings(text);
  const wrong = parsed.ok ? wrongCertificate(parsed.settings) : null;
  return wrong === null ? parsed : { ok: false, error: wrong };
}

/** Writes the file whole or not at all, readable by its owner alone; answers with its text. Throws `not-possible-now`. */
export function writeSettingsFile(path: string, settings: Settings): string {
  const text = writtenSettings(settings);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    replaceFile(path, text);
  } catch (cause) {
    throw new UploadError('not-possible-now', { details: { reason: 'The disk did not keep the settings.' }, cause });
  }
  return text;
}

/** Keeps a wrong file under another name, so that nothing of a person's work is lost. Throws `not-possible-now`. */
export function setAsideSettingsFile(path: string, nowMs: number): string {
  const aside = `${path}.wrong-${new Date(nowMs).toISOString().replaceAll(':', '-')}`;
  try {
    renameSync(path, aside);
  } catch (cause) {
    throw new UploadError('not-possible-now', { details: { reason: 'The wrong file with the settings cannot be moved.' }, cause });
  }
  return aside;
}

function withPath(error: PlainError, path: string): PlainError {
  return { code: error.code, details: { ...error.details, path } };
}
