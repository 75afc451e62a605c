import { join } from 'node:path';
import { readConfiguration } from './read-configuration.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The text of `rclone.conf`, the first that is there in rclone's own order; empty when there is none. Throws `source-unreadable`. */
export async function readRcloneConfig(environment: Environment, home: string): Promise<string> {
  const told = environment['RCLONE_CONFIG'];
  const usual = join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'rclone', 'rclone.conf');
  for (const path of told ? [told] : [usual, join(home, '.config', 'rclone', 'rclone.conf'), join(home, '.rclone.conf')]) {
    const text = await readConfiguration(path);
    if (text !== null) return text;
  }
  return '';
}
