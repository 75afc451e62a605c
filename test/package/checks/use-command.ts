import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compareFolders } from '../../../electron/start/compare-folders.ts';
import { makeSampleFolder } from '../../../electron/start/sample-folder.ts';
import type { OrdinaryUser } from '../parts/ordinary-user.ts';

/** The `gantry` command without a display: version, exit codes, a receiver and an upload to it, an interruption and going on. */
export async function useCommand(user: OrdinaryUser, command: string, version: string, name: string): Promise<string> {
  const folder = join(user.home, name);
  const sample = await makeSampleFolder(folder);
  await user.own(folder);
  const environment = { GANTRY_DATA_DIR: join(folder, 'data') };
  const startedAt = performance.now();
  const told = await user.run(command, ['--version']);
  const startMs = performance.now() - startedAt;
  assert.deepEqual(told, { exitCode: 0, stdout: `${version}\n`, stderr: '' });
  assert.equal((await user.run(command, ['nonsense', '--inspect'], environment)).exitCode, 2);

  const received = join(folder, 'received');
  const receiver = user.start(command, ['serve', received, '--port', '0'], { GANTRY_DATA_DIR: join(folder, 'other data') });
  try {
    if (receiver.stdout === null) throw new Error('The receiver has no output.');
    const [line] = (await once(receiver.stdout, 'data')) as readonly Buffer[];
    const destination = String(line).split('\n')[0] ?? '';
    const upload = ['upload', '--to', destination, '--json', sample.path];

    const slow = user.start(command, [...upload, '--limit-rate', '4M'], environment);
    slow.stdout?.resume();
    const ended = once(slow, 'close');
    await sleep(2_000);
    slow.kill('SIGINT');
    assert.deepEqual(await ended, [3, null], 'interrupted, the queue is kept');

    const resumed = await user.run(command, ['resume', '--json'], environment);
    assert.equal(resumed.exitCode, 0, resumed.stderr);
    const last = JSON.parse(resumed.stdout.trimEnd().split('\n').at(-1) ?? '{}') as { action?: string; payload?: { status?: string } };
    assert.equal(last.action, 'batch_progress');
    assert.equal(last.payload?.status, 'completed');
    assert.deepEqual(await compareFolders(sample.path, join(received, sample.name)), []);
    return `starts in ${(startMs / 1000).toFixed(2)} s; ${sample.fileCount} files byte for byte, interrupted by Ctrl-C and resumed`;
  } finally {
    receiver.kill('SIGTERM');
  }
}
