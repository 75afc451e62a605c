import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { programPath } from '../servers/parts/program-path.ts';
import type { Contestant } from './contestant.ts';

const pauseOption = '--webdav-pacer-min-sleep';

/** rclone's WebDAV with its pause of 10 ms before every request taken away, which alone would cost it minutes. */
export const rcloneClient: Contestant = {
  name: 'rclone',
  isGantry: false,
  absence() {
    const program = programPath('rclone');
    if (program === null) return 'rclone is not installed';
    const { stdout } = spawnSync(program, ['help', 'flags'], { encoding: 'utf8' });
    return stdout.includes(pauseOption) ? null : `this rclone is too old for ${pauseOption}`;
  },
  command: async ({ url, payload }) => {
    const folder = payload.files.length === 1 ? '' : basename(payload.path);
    return {
      program: 'rclone',
      arguments: [
        ...['copy', payload.path, `:webdav:${folder}`, '--webdav-url', url, '--config', ''],
        ...[pauseOption, '1us', '--transfers', '8'],
      ],
    };
  },
};
