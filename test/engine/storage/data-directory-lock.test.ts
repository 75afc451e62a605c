import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDirectory } from '../../../electron/engine/storage/data-directory-lock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let child: ChildProcess | null = null;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  child = null;
  await directory.remove();
});

const held = expect.objectContaining({ code: 'queue-held' });

describe('the lock of a data directory', () => {
  it('lets one owner in, and the next when that one is gone', () => {
    const lock = lockDataDirectory(directory.path);
    expect(() => lockDataDirectory(directory.path)).toThrow(held);
    lock.release();
    lockDataDirectory(directory.path).release();
  });

  it('says no at once: nobody waits for a window that does not open', () => {
    const lock = lockDataDirectory(directory.path);
    const at = performance.now();
    expect(() => lockDataDirectory(directory.path)).toThrow(held);
    expect(performance.now() - at).toBeLessThan(2_000);
    lock.release();
  });

  it('does not mind what is in its file', () => {
    writeFileSync(join(directory.path, 'owner.db'), 'damaged '.repeat(1_000));
    const lock = lockDataDirectory(directory.path);
    expect(() => lockDataDirectory(directory.path)).toThrow(held);
    lock.release();
  });

  it('of another process holds, and is gone with a kill -9', async () => {
    // The repository's own Node runs TypeScript as it is.
    const node = join(import.meta.dirname, '../../../node_modules/node/bin/node');
    child = spawn(node, [join(import.meta.dirname, 'hold-data-directory.ts'), directory.path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout ?? process.stdin, 'data')) as [Buffer];
    expect(line.toString()).toBe('held\n');
    expect(() => lockDataDirectory(directory.path)).toThrow(held);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    lockDataDirectory(directory.path).release();
  });
});
