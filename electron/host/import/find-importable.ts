import { homedir } from 'node:os';
import type { ImportSource } from '../../../shared/importable.ts';
import { awsCandidates } from './aws-candidates.ts';
import type { ImportCandidate } from './import-candidate.ts';
import { rcloneCandidates } from './rclone-candidates.ts';
import { readAwsProfiles } from './read-aws-profiles.ts';
import { readRcloneConfig } from './read-rclone-config.ts';
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
      return rcloneCandidates(await readRcloneConfig(environment, home), localUser);
    case 'ssh':
      return sshCandidates(await readSshConfig(home), localUser, home);
  }
}
