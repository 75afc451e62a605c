import { startRcloneDav } from '../../servers/start-rclone-dav.ts';
import type { KillTarget } from '../kill-target.ts';
import { davTarget } from './dav-target.ts';

/** WebDAV at a server that knows no conditions, takes a part for the whole and keeps what broke off. */
export const rcloneDav: KillTarget = {
  name: 'WebDAV, rclone',
  notEveryDayBecause: 'Apache is, and the two differ only in what a broken request leaves',
  program: 'rclone',
  start: async () => davTarget(await startRcloneDav()),
};
