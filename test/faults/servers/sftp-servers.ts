import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startSshd } from '../../servers/start-sshd.ts';
import type { MatrixProtocol } from '../matrix-protocol.ts';
import { folderOf } from './folder-of.ts';
import { SharedServer } from './shared-server.ts';

const openssh = new SharedServer(() => startSshd());

/** SFTP at one OpenSSH for all cases, in a folder each. */
export const sftpAtOpenssh: Pick<MatrixProtocol, 'start' | 'end'> = {
  start: async () => {
    const { server, place } = await openssh.enter();
    const directory = join(server.directory, place);
    await mkdir(directory);
    const { credentials, hostKey } = server;
    return { url: `${server.url}${place}/`, credentials, hostKey, ...folderOf(directory), close: async () => undefined };
  },
  end: () => openssh.end(),
};
