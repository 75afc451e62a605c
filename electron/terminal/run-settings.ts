import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { Settings, SettingsChange } from '../../shared/settings.ts';
import { formatMinute } from '../../shared/text/format-minute.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { createFileLog } from '../host/file-log.ts';
import { createRedactor } from '../host/redactor.ts';
import { addCertificates } from '../host/settings/add-certificates.ts';
import { createProxyPassword } from '../host/settings/proxy-password.ts';
import type { SettingsStore } from '../host/settings/settings-store.ts';
import { createSettingsStore } from '../host/settings/settings-store.ts';
import type { SettingsCommand } from './command.ts';
import { errorSentence } from './error-sentence.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';
import { settingValue } from './setting-value.ts';
import type { Terminal } from './terminal.ts';

/** `gantry settings …`: also while another Gantry works, which follows what is written. Throws `settings-invalid`, `not-possible-now`. */
export async function runSettings(command: SettingsCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, clock, environment } = terminal;
  const log = createFileLog({ directory: join(dataDirectory, 'logs'), clock, redact: createRedactor(environment) });
  try {
    const path = join(dataDirectory, 'settings.json');
    const settings = createSettingsStore({ path, clock, log, proxyPassword: createProxyPassword(environment) });
    const { problem } = settings.view();
    if (problem !== null) stderr.write(`${errorSentence(problem)} Until then defaults hold.\n`);
    switch (command.action) {
      case 'get':
        stdout.write(command.isJson ? `${jsonText(chosenIn(settings.current(), command.setting))}\n` : listOf(settings, command.setting));
        break;
      case 'set':
        settings.update(changeFrom(command.setting, command.value));
        break;
      case 'export':
        if (command.output === null) stdout.write(settings.export());
        else await write(command.output, settings.export());
        break;
      case 'import':
        settings.import(read(command.path));
        break;
      case 'add-ca':
        addCertificates(settings, command.path);
        for (const { subject, validUntil } of settings.view().certificates)
          stderr.write(`${visibleText(subject)} · until ${formatMinute(validUntil)}\n`);
    }
    return problem !== null && command.action === 'get' ? exitCodes.someFailed : exitCodes.done;
  } finally {
    log.close();
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UploadError('settings-invalid', { details: { reason: 'unreadable', path }, cause });
  }
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw new UploadError('not-possible-now', { details: { reason: `cannot write ${path}` }, cause });
  });
}

function changeFrom(setting: string, word: string): SettingsChange {
  return Object.fromEntries([
    [sectionOf(setting), { [fieldOf(setting)]: settingValue(setting, word, chosenIn(defaultSettings, setting)) }],
  ]);
}

/** Of one setting or, without a name, of all. Throws `settings-invalid` where there is none of that name. */
function chosenIn(settings: Settings, setting: string | null): unknown {
  if (setting === null) return settings;
  const section = Object.entries(settings).find(([name]) => name === sectionOf(setting))?.[1];
  if (section !== undefined && !setting.includes('.')) return section;
  const found = Object.entries(section ?? {}).find(([name]) => name === fieldOf(setting));
  if (found === undefined) throw new UploadError('settings-invalid', { details: { reason: 'unknown', setting } });
  return found[1];
}

function listOf(settings: SettingsStore, setting: string | null): string {
  const value = chosenIn(settings.current(), setting);
  const isOne = setting?.includes('.') ?? false;
  if (isOne) return `${shown(value)}\n`;
  const sections: readonly (readonly [string, unknown])[] = setting === null ? Object.entries(settings.current()) : [[setting, value]];
  return sections
    .flatMap(([section, fields]) => Object.entries(fields ?? {}).map(([field, inside]) => `${section}.${field}  ${shown(inside)}\n`))
    .join('');
}

function shown(value: unknown): string {
  return visibleText(typeof value === 'string' ? value : JSON.stringify(value));
}

const sectionOf = (setting: string): string => setting.split('.')[0] ?? '';
const fieldOf = (setting: string): string => setting.slice(sectionOf(setting).length + 1);
