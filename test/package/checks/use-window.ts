import assert from 'node:assert/strict';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { compareFolders } from '../../../electron/start/compare-folders.ts';
import { makeSampleFolder } from '../../../electron/start/sample-folder.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';
import type { OrdinaryUser } from '../parts/ordinary-user.ts';
import { startApp } from '../parts/started-app.ts';

/** Starts the window, sends a folder by a drop to the app's own receiver, compares every byte, and ends it politely. */
export async function useWindow(user: OrdinaryUser, program: string, display: string, name: string): Promise<string> {
  const folder = join(user.home, name);
  const sample = await makeSampleFolder(folder);
  await user.own(folder);
  const environment = { GANTRY_DATA_DIR: join(folder, 'data'), GANTRY_RECEIVE_DIR: join(folder, 'received') };
  const app = await startApp({ user, program, display, environment });
  try {
    // A program on the PATH may be a link to it.
    const sandboxed = await countSandboxed(await realpath(program));
    const startedAt = performance.now();
    await app.drop([sample.path]);
    const received = join(folder, 'received', sample.name);
    await waitUntil('every byte has arrived', async () => (await compareFolders(sample.path, received)).length === 0, 30_000);
    const seconds = (performance.now() - startedAt) / 1000;
    await app.page.locator('[role=progressbar][aria-label="Overall progress"][aria-valuenow="100"]').waitFor({ timeout: 5_000 });
    // Not while it starts: the second start is refused by the first, which shows its window.
    const second = await user.run(program, ['--pause-all', '--no-sandbox'], { DISPLAY: display, ...environment });
    assert.equal(second.exitCode, 0);
    assert.match(second.stderr, /Gantry is open already/);
    assert.equal(await app.quit(), 0, 'the exit code');
    return `window after ${(app.startMs / 1000).toFixed(1)} s, ${sandboxed} sandboxed pages, ${sample.fileCount} files byte for byte in ${seconds.toFixed(1)} s`;
  } finally {
    app.kill();
  }
}

/** Looks at every page's process as the system sees it: behind a filter of system calls, in a namespace of its own, without new rights. */
async function countSandboxed(program: string): Promise<number> {
  let count = 0;
  for (const processId of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const commandLine = await readFile(`/proc/${processId}/cmdline`, 'utf8').catch(() => '');
    if (!commandLine.startsWith(program) && !commandLine.startsWith('/proc/self/exe')) continue;
    if (!commandLine.includes('--type=renderer')) continue;
    const status = await readFile(`/proc/${processId}/status`, 'utf8');
    assert.ok(!commandLine.includes('--no-sandbox'), 'the page has its sandbox');
    assert.match(status, /^Seccomp:\t2$/m, 'a filter of system calls');
    assert.match(status, /^NoNewPrivs:\t1$/m, 'no new rights');
    assert.match(status, /^NSpid:\t\d+\t\d+/m, 'a namespace of its own');
    count += 1;
  }
  assert.ok(count > 0, 'there is a page');
  return count;
}
