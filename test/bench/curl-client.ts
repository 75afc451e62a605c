import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasProgram } from '../servers/has-program.ts';
import type { Contestant } from './contestant.ts';

/** curl with as many transfers at a time as Gantry; one file is one transfer. */
export const curlClient: Contestant = {
  name: 'curl',
  isGantry: false,
  absence: () => (hasProgram('curl') ? null : 'curl is not installed'),
  async command({ url, payload, clientPath }) {
    const listFile = join(clientPath, 'curl.conf');
    const lines = payload.files.map(({ path }) => `upload-file = "${join(payload.directory, path)}"\nurl = "${url}${path}"\n`);
    await writeFile(listFile, lines.join(''));
    const inParallel = payload.files.length > 1 ? ['-Z', '--parallel-max', '8'] : [];
    return { program: 'curl', arguments: ['-q', '-sS', '--fail', ...inParallel, '-K', listFile] };
  },
};
