import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isPartName } from '../../../electron/engine/protocols/sftp/part-name.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import { filesBelow } from '../files-below.ts';
import type { KillTarget } from '../kill-target.ts';
import { noFindings } from '../wire-findings.ts';

/** SFTP: nobody can listen in, so its folder is watched instead. */
export const opensshSftp: KillTarget = {
  name: 'SFTP, OpenSSH',
  program: 'sshd',
  start: async () => {
    const server = await startSshd();
    return {
      destination: server.url,
      environment: { GANTRY_SSH_KEY: server.keyPath },
      wire: null,
      partsFolder: server.directory,
      holdings: async () => {
        const files = await filesBelow(server.directory);
        const isPart = (relativePath: string): boolean => isPartName(basename(relativePath));
        const parts = files.filter(({ relativePath }) => isPart(relativePath));
        return {
          arrived: files.filter(({ relativePath }) => !isPart(relativePath)),
          leftovers: await Promise.all(parts.map(async ({ relativePath, path }) => ({ relativePath, bytes: (await stat(path)).size }))),
        };
      },
      findings: () => noFindings,
      close: server.close,
    };
  },
};
