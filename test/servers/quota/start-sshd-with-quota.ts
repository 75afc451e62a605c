import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeTemporaryDirectory } from '../parts/temporary-directory.ts';
import type { Sshd } from '../start-sshd.ts';
import { startSshd } from '../start-sshd.ts';
import { sftpServerPath } from './can-limit-writes.ts';

export interface SshdWithQuota extends Sshd {
  /** What its files may hold in all from now on. */
  setQuota(bytes: number): Promise<void>;
}

/** An OpenSSH with a quota for all that is written to it, on a disk that has room. Only where `canLimitWrites()`. */
export async function startSshdWithQuota(bytes: number): Promise<SshdWithQuota> {
  const home = await makeTemporaryDirectory('quota');
  const library = join(home.path, 'limit-writes.so');
  const limitPath = join(home.path, 'limit');
  const root = join(home.path, 'world');
  await mkdir(root);
  await promisify(execFile)('cc', [
    '-shared',
    '-fPIC',
    '-O2',
    '-o',
    library,
    fileURLToPath(new URL('limit-writes.c', import.meta.url)),
    '-ldl',
  ]);
  const setQuota = (limitBytes: number): Promise<void> => writeFile(limitPath, String(limitBytes));
  await setQuota(bytes);
  const subsystem = ['/usr/bin/env', `LD_PRELOAD=${library}`, `QUOTA_ROOT=${root}`, `QUOTA_LIMIT=${limitPath}`, sftpServerPath].join(' ');
  const server = await startSshd({ subsystem });
  return {
    ...server,
    url: server.url.replace(`${server.directory}/`, `${root}/`),
    directory: root,
    setQuota,
    close: async () => {
      await server.close();
      await home.remove();
    },
  };
}
