import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { usualDefaults } from '../../electron/engine/usual-defaults.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

it('leaves out what a person does not want sent, and counts it', async () => {
  const { test, directory } = fixture;
  test.engine.setDefaults({ ...usualDefaults, leaveOut: ['*.tmp', 'raw/**'] });
  const root = join(directory, 'photos');
  mkdirSync(join(root, 'raw', 'deep'), { recursive: true });
  for (const name of ['a.jpg', 'b.tmp', 'raw/c.jpg', 'raw/deep/d.jpg']) writeFileSync(join(root, name), 'x');
  await test.settle(test.engine.add({ paths: [root] }));
  await test.settle(test.engine.whenIdle());
  expect(test.files().map(({ relativePath }) => relativePath)).toEqual(['photos/a.jpg']);
  expect(test.batch().ignored).toBeGreaterThanOrEqual(2);
});

it('gives what is added from now on the number of tries', async () => {
  const { test } = fixture;
  test.engine.setDefaults({ ...usualDefaults, maxAttempts: 3 });
  await test.addFiles(['a.bin']);
  expect(test.file('a.bin').maxAttempts).toBe(3);
});

it('leaves by its age no batch with a file that failed: nobody has seen it yet', async () => {
  const { test } = fixture;
  test.server.onTransfer = async () => {
    throw new UploadError('rejected');
  };
  await test.addFiles(['a.bin']);
  await test.settle(test.engine.whenIdle());
  await test.pass(60_000);
  expect(await test.engine.clearSettled(test.clock.now())).toEqual({ affected: 0 });
  expect(test.file('a.bin').status).toBe('failed');
  expect(await test.engine.clearSettled()).toEqual({ affected: 1 });
});

it('clears only what settled before a time, and never what is unfinished', async () => {
  const { test } = fixture;
  await test.addFiles(['old.bin']);
  await test.settle(test.engine.whenIdle());
  const settledAt = test.batch().settledAt ?? 0;
  expect(await test.engine.clearSettled(settledAt)).toEqual({ affected: 0 });
  await test.pass(60_000);
  await test.engine.pause({ kind: 'all' });
  expect(await test.engine.clearSettled(settledAt + 1)).toEqual({ affected: 1 });
  expect(test.files()).toEqual([]);
});
