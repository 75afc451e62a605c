import { join } from 'node:path';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { Contestant } from './contestant.ts';

interface GantryVariant {
  readonly scheme: 'put' | 'tus' | 's3' | 'dav' | 'sftp';
  /** Left out: what Gantry does by itself, which asks the server before it sends a name. */
  readonly conflict?: 'overwrite';
}

const parallel = 8;

/** Our own terminal program as built, with a fresh data directory. */
export function gantryClient({ scheme, conflict }: GantryVariant): Contestant {
  return {
    name: conflict === undefined ? 'Gantry, which asks for each name' : 'Gantry',
    isGantry: true,
    absence: () => null,
    command: async ({ url, payload, clientPath }) => ({
      program: process.execPath,
      arguments: [
        join(projectFolder, 'out', 'main', 'cli.js'),
        ...['upload', '--to', scheme === 'sftp' ? url : `${scheme}+${url}`],
        ...(conflict === undefined ? [] : ['--conflict', conflict]),
        ...['--concurrency', String(parallel), '--data-dir', join(clientPath, 'data')],
        payload.path,
      ],
    }),
  };
}
