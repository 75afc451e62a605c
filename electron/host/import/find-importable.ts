import { homedir } from 'node:os';
import { join } from 'node:path';
import { awsCandidates } from './aws-candidates.ts';
import type { ImportCandidate, ImportSource } from './import-candidate.ts';
import { rcloneCandidates } from './rclone-candidates.ts';
import { readAwsProfiles } from './read-aws-profiles.ts';
import { readConfiguration } from './read-configuration.ts';
import { readSshConfig } from './read-ssh-config.ts';
import { sshCandidates } from './ssh-candidates.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the configurations of the machine hold, where the environment says that they are. Throws `source-unreadable`. */
export async function findImportable(source: ImportSource, environment: Environment): Promise<readonly ImportCandidate[]> {
  const home = environment['HOME'] || homedir();
  const localUser = environment['USER'] || null;
  switch (source) {
    case 'aws':
      return awsCandidates(await readAwsProfiles(environment));
    case 'rclone':
      return rcloneCandidates(await rcloneText(environment, home), localUser);
    case 'ssh':
      return sshCandidates(await readSshConfig(home), localUser, home);
  }
}

/** The first that is there, in rclone's own order. */
async function rcloneText(environment: Environment, home: string): Promise<string> {
  const told = environment['RCLONE_CONFIG'];
  const usual = join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'rclone', 'rclone.conf');
  for (const path of told ? [told] : [usual, join(home, '.config', 'rclone', 'rclone.conf'), join(home, '.rclone.conf')]) {
    const text = await readConfiguration(path);
    if (text !== null) return text;
  }
  return '';
}
