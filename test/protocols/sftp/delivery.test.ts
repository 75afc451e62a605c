import { appendFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { oddNames } from '../../files/odd-names.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { sameBytes } from '../contract/same-bytes.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { sftpSetting } from './sftp-setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

describe.skipIf(!hasProgram('sshd'))(`SFTP delivers ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting();

  it.each([0, 1, 64 * 1024 + 1, 5 * mebibyte])('%i bytes exactly, with their time, and tells how far it is', async (size) => {
    const path = await at.file(size);
    await utimes(path, 1_600_000_000, 1_600_000_000);
    const done = await transferFile(at.protocol(), { path, relativePath: `sizes/deep/${size}.bin` });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'size' });
    expect(await sameBytes(path, at.path(`sizes/deep/${size}.bin`))).toBe(true);
    expect((await stat(at.path(`sizes/deep/${size}.bin`))).mtimeMs).toBe(1_600_000_000_000);
    expect(done.sent).toEqual([...done.sent].sort((a, b) => a - b));
    if (size > 0) expect(done.sent.at(-1)).toBe(size);
    expect(done.events).toEqual(['verifying']);
  });

  it('writes nothing down of its own where that was planned, which is only what replaces', async () => {
    const path = await at.file(1_000);
    const planned = await transferFile(at.protocol(), { path, relativePath: 'planned.bin', conflict: 'overwrite', isPlanned: true });
    expect([receiptOf(planned).result, planned.checkpoints]).toEqual(['stored', []]);
    expect(await sameBytes(path, at.path('planned.bin'))).toBe(true);
    const beside = await transferFile(at.protocol(), { path, relativePath: 'planned.bin', isPlanned: true });
    expect(beside.checkpoints).toMatchObject([{ checkpoint: { relativePath: 'planned (2).bin', wasFree: true }, bytesConfirmed: 0 }]);
    expect(await sameBytes(path, at.path('planned (2).bin'))).toBe(true);
  });

  it('reads back and compares what is to be verified', async () => {
    const path = await at.file(3 * mebibyte);
    expect(receiptOf(await transferFile(at.protocol(), { path, relativePath: 'verified.bin', verify: true })).verification).toBe('content');
  });

  it('keeps odd names, and lists them', async () => {
    const protocol = at.protocol();
    const path = await at.file(100);
    for (const odd of oddNames) receiptOf(await transferFile(protocol, { path, relativePath: `odd/${odd}` }));
    const listed: string[] = [];
    for await (const page of protocol.list?.('odd', signal) ?? []) listed.push(...page.map(({ relativePath }) => relativePath));
    expect(listed.sort()).toEqual(oddNames.map((odd) => `odd/${odd}`).sort());
    expect(await protocol.look?.(`odd/${oddNames[0]}`, signal)).toMatchObject({ sizeBytes: 100 });
    expect(await protocol.look?.('odd/nothing', signal)).toBeNull();
  });

  it('sends many at a time over one connection, into folders that nobody has made', async () => {
    const protocol = at.protocol();
    const before = at.line.counters().connectionsAccepted;
    const path = await at.file(300_000);
    await Promise.all(
      Array.from({ length: 24 }, async (_, index) =>
        receiptOf(await transferFile(protocol, { path, relativePath: `many/${index % 3}/${index}` })),
      ),
    );
    for (let index = 0; index < 24; index++) expect(await sameBytes(path, at.path(`many/${index % 3}/${index}`))).toBe(true);
    expect(at.line.counters().connectionsAccepted - before).toBe(1);
  });

  it('keeps both, skips or replaces what has the name already', async () => {
    const protocol = at.protocol();
    const path = await at.file(1_000);
    await mkdir(at.path('taken'));
    await writeFile(at.path('taken/a.txt'), 'theirs');
    await chmod(at.path('taken/a.txt'), 0o640);
    const send = async (conflict: 'rename' | 'skip' | 'overwrite') =>
      receiptOf(await transferFile(protocol, { path, relativePath: 'taken/a.txt', conflict }));
    expect((await send('skip')).result).toBe('skipped');
    expect((await send('rename')).location).toMatch(/\/taken\/a%20\(2\)\.txt$/);
    expect(await readFile(at.path('taken/a.txt'), 'utf8')).toBe('theirs');
    await send('overwrite');
    expect(await sameBytes(path, at.path('taken/a.txt'))).toBe(true);
    expect((await stat(at.path('taken/a.txt'))).mode & 0o777).toBe(0o640);
    expect((await readdir(at.path('taken'))).sort()).toEqual(['a (2).txt', 'a.txt']);
  });

  it('gives two files of one name at once a name each', async () => {
    const protocol = at.protocol();
    const paths = await Promise.all([at.file(1_000), at.file(1_001)]);
    await Promise.all(paths.map(async (path) => receiptOf(await transferFile(protocol, { path, relativePath: 'twice/a.txt' }))));
    const sizes = await Promise.all((await readdir(at.path('twice'))).map(async (name) => (await stat(at.path(`twice/${name}`))).size));
    expect(sizes.sort()).toEqual([1_000, 1_001]);
  });

  it('makes a folder again that somebody removed', async () => {
    const protocol = at.protocol();
    const path = await at.file(1_000);
    receiptOf(await transferFile(protocol, { path, relativePath: 'removed/deep/a' }));
    await rm(at.path('removed'), { recursive: true });
    receiptOf(await transferFile(protocol, { path, relativePath: 'removed/deep/b' }));
    expect(await sameBytes(path, at.path('removed/deep/b'))).toBe(true);
  });

  it('stops within 250 ms of an abort, and leaves what had arrived for the next attempt', async () => {
    const path = await at.file(64 * mebibyte);
    await at.line.set({ bytesPerSecond: 20 * mebibyte });
    const controller = new AbortController();
    let abortedMs = 0;
    const stopped = await transferFile(at.protocol(), {
      path,
      relativePath: 'aborted.bin',
      signal: controller.signal,
      onBytesSent: (bytes) => {
        if (bytes < 4 * mebibyte || abortedMs > 0) return;
        abortedMs = performance.now();
        controller.abort('enough');
      },
    });
    expect(performance.now() - abortedMs).toBeLessThan(250);
    expect(errorOf(stopped)).toBe('enough');
    expect((await readdir(at.server.directory)).filter((name) => name.startsWith('aborted'))).toEqual([expect.stringMatching(/\.part$/)]);
  });

  it('does not take slow for silent, and finds silence', async () => {
    const path = await at.file(600 * 1024);
    const protocol = at.protocol({ stallTimeoutMs: 1_000 });
    await at.line.set({ bytesPerSecond: 200 * 1024 });
    receiptOf(await transferFile(protocol, { path, relativePath: 'slow.bin' }));
    await at.line.set({ bytesPerSecond: 0, mode: 'silent' });
    expect(errorOf(await transferFile(protocol, { path, relativePath: 'silent.bin' }))).toMatchObject({ code: 'stalled' });
  });

  it('connects again after the connection was lost, and says when the server is gone', async () => {
    const path = await at.file(1_000);
    const protocol = at.protocol();
    receiptOf(await transferFile(protocol, { path, relativePath: 'lost/a' }));
    at.line.killConnections();
    await new Promise((resolve) => setTimeout(resolve, 50));
    receiptOf(await transferFile(protocol, { path, relativePath: 'lost/b' }));
    await at.line.set({ mode: 'reset' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(errorOf(await transferFile(protocol, { path, relativePath: 'lost/c' }))).toMatchObject({
      code: 'connection-lost',
      failureClass: 'transient',
    });
    await at.line.set({ mode: 'refuse' });
    expect(errorOf(await transferFile(protocol, { path, relativePath: 'lost/d' }))).toMatchObject({ code: 'connection-refused' });
  });

  it.each(['before', 'meanwhile'] as const)('never stores a file that changed %s', async (when) => {
    const path = await at.file(8 * mebibyte);
    let isChanged = false;
    const change = (): void => {
      if (!isChanged) appendFileSync(path, 'more');
      isChanged = true;
    };
    await at.line.set({ bytesPerSecond: 32 * mebibyte });
    const sending = transferFile(at.protocol(), {
      path,
      relativePath: `changed-${when}`,
      onBytesSent: (bytes) => (bytes > mebibyte ? change() : undefined),
    });
    if (when === 'before') setTimeout(change, 40);
    expect(errorOf(await sending)).toMatchObject({ code: 'source-changed' });
    expect((await readdir(at.server.directory)).includes(`changed-${when}`)).toBe(false);
  });

  it('sends nothing when its checkpoint cannot be kept, and asks for the sign-in before each file', async () => {
    const path = await at.file(1_000);
    const busy = new UploadError('server-busy');
    let isSilent = false;
    const protocol = at.protocol({
      credentials: async () => {
        if (isSilent) throw busy;
        return at.server.credentials;
      },
    });
    receiptOf(await transferFile(protocol, { path, relativePath: 'gate/a' }));
    isSilent = true;
    expect(errorOf(await transferFile(protocol, { path, relativePath: 'gate/b' }))).toBe(busy);
    expect(await readdir(at.path('gate'))).toEqual(['a']);
  });

  it('says that it can be used, also before its folder is there', async () => {
    expect(await at.protocol().probe(signal)).toMatchObject({ isResumable: true, serverName: expect.stringMatching(/^OpenSSH/) });
    expect(await at.protocol({ url: new URL(`${at.line.url}not/yet/`) }).probe(signal)).toMatchObject({ canList: true });
    expect((await readdir(at.server.directory)).includes('not')).toBe(false);
  });
});

describe.skipIf(!hasProgram('sshd'))(`SFTP at a server that may only be read ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting({ sftpArguments: ['-R'] });

  it('says that it is not allowed', async () => {
    const refused = errorOf(await transferFile(at.protocol(), { path: await at.file(10), relativePath: 'a' }));
    expect(refused).toMatchObject({ code: 'not-allowed', failureClass: 'permanent' });
  });
});
