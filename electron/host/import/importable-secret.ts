import { homedir } from 'node:os';
import type { DestinationSecret } from '../../../shared/destination-secret.ts';
import type { ImportSource } from '../../../shared/importable.ts';
import { rcloneSecret } from './rclone-secret.ts';
import { readIni } from './read-ini.ts';
import { readRcloneConfig } from './read-rclone-config.ts';

/**
 * The secrets that come along with what a configuration names: of rclone alone, as the AWS profiles are read where they are, and ssh keeps none. For
 * the keychain; they must not leave this process. Throws `source-unreadable`.
 */
export async function importableSecret(
  source: ImportSource,
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DestinationSecret> {
  if (source !== 'rclone') return {};
  const text = await readRcloneConfig(environment, environment['HOME'] || homedir());
  const section = readIni(text).find((one) => one.name === name);
  return section === undefined ? {} : rcloneSecret(section.values);
}
