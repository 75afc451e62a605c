import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { hasProgram } from '../servers/has-program.ts';
import type { Contestant } from './contestant.ts';

/** rclone to SFTP without its search for checksum programs, which OpenSSH's SFTP alone cannot answer; it has no other way to hurry. */
export const rcloneSftpClient: Contestant = {
  name: 'rclone',
  isGantry: false,
  absence: () => (hasProgram('rclone') ? null : 'rclone is not installed'),
  command: async ({ url, payload, environment }) => {
    const { hostname, port, pathname, username } = new URL(url);
    const folder = payload.files.length === 1 ? '' : basename(payload.path);
    return {
      program: 'rclone',
      arguments: [
        ...['copy', payload.path, `:sftp:${pathname}${folder}`, '--config', '', '--transfers', '8'],
        ...['--sftp-host', hostname, '--sftp-port', port, '--sftp-user', username === '' ? userInfo().username : username],
        ...['--sftp-key-file', environment['GANTRY_SSH_KEY'] ?? '', '--sftp-disable-hashcheck'],
      ],
    };
  },
};
