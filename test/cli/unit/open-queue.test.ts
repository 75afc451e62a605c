import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAddressFile, writeAddressFile } from '../../../electron/local-socket/address-file.ts';
import { openQueue } from '../../../electron/terminal/open-queue.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createFakeTerminal } from './fake-terminal.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await directory.remove();
});

const run = { concurrency: null, limitRate: null, afterQueue: false, isJson: false };

/** What stands in the address file while a command holds a list whose last holder was cut off. */
async function addressWhileHeld(howItRuns: typeof run | null): Promise<unknown> {
  const dataDirectory = directory.path;
  const left = {
    version: 1,
    address: join(dataDirectory, 'gone.sock'),
    token: 'x'.repeat(43),
    processId: process.pid,
    host: 'window',
  } as const;
  writeAddressFile(dataDirectory, left);
  const queue = await openQueue({
    ...{ terminal: createFakeTerminal(), dataDirectory, run: howItRuns, host: 'terminal' },
    needsReceiver: () => false,
  });
  try {
    return readAddressFile(dataDirectory, process.getuid?.() ?? null);
  } finally {
    await queue.close();
  }
}

// Else a person is told to end a process that is a stranger's by now.
test('a command that opens no socket takes away what was left of one', async () => {
  expect(await addressWhileHeld(null)).toBe(null);
});

test.skipIf(process.platform === 'win32')('so does one that finds no place for a socket', async () => {
  writeFileSync(join(directory.path, 'socket'), 'no folder');
  vi.stubEnv('TMPDIR', join(directory.path, 'nowhere'));
  expect(await addressWhileHeld(run)).toBe(null);
});
