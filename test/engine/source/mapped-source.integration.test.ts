import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFileSource } from '../../../electron/engine/source/file-source.ts';
import { fingerprintOf } from '../../../electron/engine/source/fingerprint.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';

const sizeBytes = 16 * 1024 ** 2;
/** Linux keeps no times of what is mapped from a file system in memory. */
const canMapOnDisk = (): boolean => process.platform === 'linux' && statfsSync(tmpdir()).type !== 0x01021994 && hasProgram('python3');

/** Has the file in its memory, writes to its first and last page, and does so again for every line that it is told. */
const program = `
import mmap, os, sys
fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
os.ftruncate(fd, ${sizeBytes})
memory = mmap.mmap(fd, ${sizeBytes})
turn = 1
while True:
    memory[0] = memory[${sizeBytes} - 1] = turn
    print(turn, flush=True)
    if sys.stdin.readline() == '': break
    turn += 1
`;

describe.skipIf(!canMapOnDisk())('a file that a program has in its memory', () => {
  it('and writes to while it is sent is noticed, though its page was written to just before', async () => {
    const home = await temporaryDirectory();
    onTestFinished(() => home.remove());
    const path = join(home.path, 'mapped.bin');
    const writer = spawn('python3', ['-c', program, path], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void writer.kill());
    await once(writer.stdout, 'data');
    const fingerprint = await fingerprintOf(path);
    const signal = new AbortController().signal;
    const source = await openFileSource({ path, fingerprint, readPrefix: null, clock: systemClock, signal });
    onTestFinished(() => source.close());
    const first = [];
    for await (const chunk of source.read(0, sizeBytes / 2, signal)) first.push(Buffer.from(chunk));
    writer.stdin.write('again\n');
    await once(writer.stdout, 'data');
    const second = [];
    for await (const chunk of source.read(sizeBytes / 2, sizeBytes, signal)) second.push(Buffer.from(chunk));
    // It is a mixture, and must not be taken for a file.
    expect([Buffer.concat(first)[0], Buffer.concat(second).at(-1)]).toEqual([1, 2]);
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code: 'source-changed' });
  });
});
