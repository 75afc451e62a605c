import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from '../servers/has-program.ts';
import type { Contestant } from './contestant.ts';

/** OpenSSH's own `sftp`, one file after the other. */
export const opensshClient: Contestant = {
  name: 'sftp',
  isGantry: false,
  absence: () => (hasProgram('sftp') ? null : 'sftp is not installed'),
  async command({ url, payload, clientPath, environment }) {
    const { hostname, port, pathname, username } = new URL(url);
    const batchFile = join(clientPath, 'batch');
    await writeFile(batchFile, `put -R ${payload.path} ${pathname}\n`);
    const trust = ['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${join(clientPath, 'known')}`, '-o', 'LogLevel=ERROR'];
    const sign = ['-o', `IdentityFile=${environment['GANTRY_SSH_KEY'] ?? ''}`, '-o', 'IdentitiesOnly=yes'];
    return {
      program: 'sftp',
      arguments: ['-q', ...trust, ...sign, '-P', port, '-b', batchFile, `${username === '' ? userInfo().username : username}@${hostname}`],
    };
  },
};
