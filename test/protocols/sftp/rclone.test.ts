import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startRcloneSftp } from '../../servers/start-rclone-sftp.ts';
import { sameBytes } from '../contract/same-bytes.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';

/** It says yes to a hard link and makes none: whoever believes that removes the only copy. */
describe.skipIf(!hasProgram('rclone'))(`SFTP at a server that says yes to what it does not do ${missingProgram('rclone') ?? ''}`, () => {
  it('keeps what arrived, under its own name, and what was there before', async () => {
    const server = await startRcloneSftp();
    const protocol = protocolTo('sftp', server.url, { credentials: async () => server.credentials });
    const { path } = await fileOf(300_000);
    const at = (name: string): string => join(server.directory, name);
    await writeFile(at('taken.bin'), 'theirs');
    const stored = async (name: string, conflict: 'rename' | 'overwrite' = 'rename', verify = false) =>
      receiptOf(await transferFile(protocol, { path, relativePath: name, conflict, verify }));
    expect((await stored('a.bin')).verification).toBe('size');
    expect((await stored('deep/b.bin', 'rename', true)).verification).toBe('content');
    expect((await stored('taken.bin')).location).toMatch(/taken%20\(2\)\.bin$/);
    await stored('a.bin', 'overwrite');
    // It puts what it has taken into the folder a moment later.
    const names = ['a.bin', 'deep/b.bin', 'taken (2).bin'];
    for (const name of names) await expect.poll(() => sameBytes(path, at(name)).catch(() => false), { timeout: 15_000 }).toBe(true);
    expect(await readFile(at('taken.bin'), 'utf8')).toBe('theirs');
    expect((await readdir(server.directory, { recursive: true })).sort()).toEqual(['a.bin', 'deep', ...names.slice(1), 'taken.bin'].sort());
    protocol.close();
    await server.close();
  });
});
