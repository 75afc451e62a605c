import { mkdirSync, writeFileSync } from 'node:fs';
import fileSystem from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { classifySystemError } from '../../electron/engine/errors/classify-system-error.ts';
import { provesMachine } from '../faults/machine/proves-machine.ts';
import { stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const names = Array.from({ length: 40 }, (_, index) => `f${index}`);
const tooMany = (syscall: string): Error => Object.assign(new Error('too many open files'), { code: 'EMFILE', syscall });

/** As long as it is short of handles, nothing can be opened in the given way. */
function shortOfHandles(call: 'open' | 'opendir'): { isShort: boolean; refused: number } {
  const handles = { isShort: true, refused: 0 };
  const original = fileSystem[call] as (...given: unknown[]) => Promise<never>;
  vi.spyOn(fileSystem, call).mockImplementation((...given: unknown[]) => {
    if (!handles.isShort) return original(...given);
    handles.refused += 1;
    return Promise.reject(tooMany(call));
  });
  syncBuiltinESMExports();
  return handles;
}

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

function makeFolders(): string {
  const folder = join(fixture.directory, 'source');
  for (const name of names) {
    mkdirSync(join(folder, name, 'inner'), { recursive: true });
    writeFileSync(join(folder, name, 'inner', 'file'), name);
  }
  return folder;
}

const held = (test: EngineUnderTest) => test.engine.totals().held[0]?.reason;

describe('no file handle is left', () => {
  it(provesMachine('descriptors-intake'), async () => {
    const { test } = fixture;
    const folder = makeFolders();
    const handles = shortOfHandles('opendir');
    const answer = await test.settle(test.engine.add({ paths: [folder] }));
    expect(answer.refusals).toEqual([]);
    await test.pass(10 * 60_000);
    expect(test.batch()).toMatchObject({ isScanning: true, refused: 0, total: 0 });
    expect(handles.refused).toBeGreaterThan(100);
    handles.isShort = false;
    await test.until(() => test.batch().status === 'completed');
    expect(test.batch()).toMatchObject({ successful: 40, refused: 0 });
  });

  it(provesMachine('descriptors-upload'), async () => {
    const { test } = fixture;
    await test.settle(test.engine.add({ paths: [makeFolders()], maxAttempts: 1 }).then((answer) => answer));
    await test.until(() => test.batch().status === 'completed');
    // Sources first, then connections, for ten minutes each.
    const handles = shortOfHandles('open');
    writeFileSync(join(fixture.directory, 'late'), 'late');
    await test.settle(test.engine.add({ paths: [join(fixture.directory, 'late')], maxAttempts: 1 }));
    await test.pass(10 * 60_000);
    expect(held(test)).toBe('machine-exhausted');
    expect(test.file('late')).toMatchObject({ status: 'waiting', attempt: 0, error: { code: 'machine-exhausted' } });
    expect(handles.refused).toBeLessThan(60);
    handles.isShort = false;
    await test.until(() => test.file('late').status === 'completed', 2 * 60_000);

    let isShort = true;
    const connect = async () => {
      if (isShort) throw classifySystemError(tooMany('connect'));
    };
    test.server.onTransfer = () => connect().then(() => stored);
    test.server.onProbe = () => connect().then(() => ({ isResumable: true, maxFileSizeBytes: null, serverName: null }));
    await test.addFiles(names.map((name) => `other-${name}`));
    await test.pass(10 * 60_000);
    expect(held(test)).toBe('machine-exhausted');
    expect(test.server.asked.filter(({ kind }) => kind === 'transfer').length).toBeLessThanOrEqual(41 + 6);
    isShort = false;
    await test.until(() => test.batch().status === 'completed', 2 * 60_000);
    expect(Math.max(...test.files().map(({ attempt }) => attempt))).toBe(1);
    expect(test.engine.totals().failed).toBe(0);
  });
});
