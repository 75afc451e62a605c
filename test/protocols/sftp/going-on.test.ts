import { mkdir, open, readdir, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../electron/engine/protocols/protocol.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { sameBytes } from '../contract/same-bytes.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { sftpSetting } from './sftp-setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

describe.skipIf(!hasProgram('sshd'))(`SFTP goes on where it was ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting();

  /** Sends a file of 32 MiB until the line is cut; resolves with what it left. */
  async function cutAt(bytes: number, name: string): Promise<{ path: string; part: string; checkpoint: Checkpoint }> {
    const path = await at.file(32 * mebibyte);
    const protocol = at.protocol();
    await at.line.set({ cutAfterBytes: bytes });
    const cut = await transferFile(protocol, { path, relativePath: `${name}/file.bin`, uploadId: name });
    await at.line.set({ cutAfterBytes: 0 });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost', failureClass: 'transient' });
    const names = await readdir(at.path(name));
    expect(names).toHaveLength(1);
    return { path, part: join(at.path(name), names[0] ?? ''), checkpoint: cut.checkpoint ?? {} };
  }

  /** Sends the rest; resolves with how many bytes that took on the line. */
  async function goOn(name: string, left: { path: string; checkpoint: Checkpoint }): Promise<{ bytes: number; events: readonly string[] }> {
    const before = at.line.counters().bytesUp;
    const done = await transferFile(at.protocol(), {
      path: left.path,
      relativePath: `${name}/file.bin`,
      uploadId: name,
      checkpoint: left.checkpoint,
    });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'size' });
    expect(await sameBytes(left.path, at.path(`${name}/file.bin`))).toBe(true);
    expect(await readdir(at.path(name))).toEqual(['file.bin']);
    return { bytes: at.line.counters().bytesUp - before, events: done.events };
  }

  it('sends only the rest, also of what no checkpoint knew of', async () => {
    const left = await cutAt(20 * mebibyte, 'rest');
    const { bytes, events } = await goOn('rest', left);
    // 12, and what the server had taken in and not written when it was cut: its window of 2, and the sockets.
    expect(bytes).toBeLessThan(15 * mebibyte);
    expect(events).toEqual(['verifying']);
  });

  it('sends again what reads as a hole', async () => {
    const left = await cutAt(20 * mebibyte, 'hole');
    const file = await open(left.part, 'r+');
    await file.write(Buffer.alloc(mebibyte), 0, mebibyte, 10 * mebibyte);
    await file.close();
    const { bytes } = await goOn('hole', { ...left, checkpoint: { ...left.checkpoint, trustedBytes: 0 } });
    expect(bytes).toBeGreaterThan(21 * mebibyte);
    expect(bytes).toBeLessThan(24 * mebibyte);
  });

  it('begins again where what was trusted is gone, and says so', async () => {
    const left = await cutAt(20 * mebibyte, 'zeros');
    await truncate(left.part, 8 * mebibyte);
    await truncate(left.part, 24 * mebibyte);
    const { bytes, events } = await goOn('zeros', { ...left, checkpoint: { ...left.checkpoint, trustedBytes: 16 * mebibyte } });
    expect(bytes).toBeGreaterThan(32 * mebibyte);
    expect(events).toEqual(['started over', 'verifying']);
  });

  it('begins again where something else has that name', async () => {
    const left = await cutAt(20 * mebibyte, 'other');
    await writeFile(left.part, 'something else altogether');
    const { bytes } = await goOn('other', left);
    expect(bytes).toBeGreaterThan(32 * mebibyte);
  });

  it('begins again where the part is gone', async () => {
    const left = await cutAt(20 * mebibyte, 'gone');
    await unlink(left.part);
    const { bytes, events } = await goOn('gone', { ...left, checkpoint: { ...left.checkpoint, trustedBytes: mebibyte } });
    expect(bytes).toBeGreaterThan(32 * mebibyte);
    expect(events).toEqual(['started over', 'verifying']);
  });

  it('keeps a longer part than the file from being stored', async () => {
    const left = await cutAt(20 * mebibyte, 'longer');
    await truncate(left.part, 40 * mebibyte);
    await goOn('longer', left);
  });

  it('knows its own file when only the answer to the last step was lost', async () => {
    const path = await at.file(3 * mebibyte);
    const done = await transferFile(at.protocol(), { path, relativePath: 'lost/file.bin', uploadId: 'lost' });
    receiptOf(done);
    const before = at.line.counters().bytesUp;
    const again = await transferFile(at.protocol(), { path, relativePath: 'lost/file.bin', uploadId: 'lost', checkpoint: done.checkpoint });
    expect(receiptOf(again).location).toMatch(/lost\/file\.bin$/);
    expect(at.line.counters().bytesUp - before).toBeLessThan(100_000);
    expect(await readdir(at.path('lost'))).toEqual(['file.bin']);
  });

  it.each([
    ['a small file is written down once, and sent again', 20_000, 1],
    ['a large file is written down before it gets its name, and is known again', 3 * mebibyte, 2],
  ])('replaces: %s when only the answer was lost', async (_name, size, checkpoints) => {
    const path = await at.file(size);
    const name = `replaced-${size}/file.bin`;
    await mkdir(at.path(`replaced-${size}`));
    await writeFile(at.path(name), 'of before');
    const send = (checkpoint: Checkpoint | null) =>
      transferFile(at.protocol(), { path, relativePath: name, uploadId: `replaced-${size}`, conflict: 'overwrite', checkpoint });
    const done = await send(null);
    expect(receiptOf(done).result).toBe('stored');
    expect(done.checkpoints).toHaveLength(checkpoints);
    const before = at.line.counters().bytesUp;
    expect(receiptOf(await send(done.checkpoint)).result).toBe('stored');
    expect(at.line.counters().bytesUp - before).toBeLessThan(100_000);
    expect(await sameBytes(path, at.path(name))).toBe(true);
    expect(await readdir(at.path(`replaced-${size}`))).toEqual(['file.bin']);
  });

  it('takes a name that another was quicker with for taken, and sends nothing again', async () => {
    const left = await cutAt(20 * mebibyte, 'quicker');
    await writeFile(at.path('quicker/file.bin'), 'of another');
    const done = await transferFile(at.protocol(), {
      path: left.path,
      relativePath: 'quicker/file.bin',
      uploadId: 'quicker',
      checkpoint: left.checkpoint,
    });
    expect(receiptOf(done).location).toMatch(/file%20\(2\)\.bin$/);
    expect(await sameBytes(left.path, at.path('quicker/file (2).bin'))).toBe(true);
    expect((await stat(at.path('quicker/file.bin'))).size).toBe(10);
  });

  it('removes what an unfinished transfer left, and nothing else', async () => {
    const left = await cutAt(4 * mebibyte, 'discarded');
    const protocol = at.protocol();
    await writeFile(at.path('discarded/file.bin'), 'of another');
    await protocol.discard(left.checkpoint, signal);
    await protocol.discard(left.checkpoint, signal);
    await protocol.discard({ ...left.checkpoint, partName: 'file.bin' }, signal);
    expect(await readdir(at.path('discarded'))).toEqual(['file.bin']);
  });
});
