import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const endProcess = pathToFileURL(join(import.meta.dirname, '../../electron/host/end-process.ts')).href;

/** Runs it in a process of its own, which is killed after ten seconds. */
function end(before: string) {
  const program = `import { open } from 'node:fs/promises'; import { endProcess } from '${endProcess}'; ${before} await endProcess(7);`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], { timeout: 10_000, killSignal: 'SIGTERM' });
}

describe.skipIf(process.platform === 'win32')('the end of the process', () => {
  it('has its code', () => {
    expect(end('').status).toBe(7);
  });

  it('comes even while a file system does not answer, for which an exit would wait for ever', () => {
    const pipe = join(directory.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // Opening a pipe without a writer is what a dead network drive is: a thread that never comes back.
    expect(end(`open('${pipe}', 'r').catch(() => undefined);`)).toMatchObject({ status: null, signal: 'SIGKILL' });
  });

  it('comes even while a thread of its own waits for such a file system', () => {
    const pipe = join(directory.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const hanging = `process.getBuiltinModule('node:fs').openSync('${pipe}', 'r')`;
    const before = `
      import { Worker } from 'node:worker_threads';
      const worker = new Worker(${JSON.stringify(hanging)}, { eval: true });
      await new Promise((resolve) => worker.once('online', resolve));
      await new Promise((resolve) => setTimeout(resolve, 100));
      worker.unref();
      worker.terminate();
    `;
    expect(end(before)).toMatchObject({ status: null, signal: 'SIGKILL' });
  });
});
