import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUpdateMemory } from '../../../electron/desktop/updates/update-memory.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { silentLog } from '../silent-log.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());
const nothing = { followed: null, pending: null, reason: null, failed: null };
const open = () => createUpdateMemory(join(directory.path, 'updates.json'), silentLog);

test('what was written is there for the next process', () => {
  expect(open().read()).toEqual(nothing);
  open().write({ followed: 'beta', pending: '1.2.0' });
  expect(open().read()).toEqual({ ...nothing, followed: 'beta', pending: '1.2.0' });
});

test('a file that makes no sense, or cannot be written, costs what it knew and nothing else', () => {
  writeFileSync(join(directory.path, 'updates.json'), '{"followed":"nightly","pending":"1.2.0","failed":7}');
  expect(open().read()).toEqual({ ...nothing, pending: '1.2.0' });
  writeFileSync(join(directory.path, 'updates.json'), 'nonsense');
  expect(open().read()).toEqual(nothing);
  mkdirSync(join(directory.path, 'folder'));
  const memory = createUpdateMemory(join(directory.path, 'folder', 'missing', 'updates.json'), silentLog);
  memory.write({ failed: '1.2.0' });
  expect(memory.read().failed).toBe('1.2.0');
});
