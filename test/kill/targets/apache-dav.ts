import { startApacheDav } from '../../servers/start-apache-dav.ts';
import type { KillTarget } from '../kill-target.ts';
import { davTarget } from './dav-target.ts';

/** WebDAV at a server that goes on inside a file. */
export const apacheDav: KillTarget = {
  name: 'WebDAV, Apache',
  program: 'apache2',
  start: async () => davTarget(await startApacheDav()),
};
