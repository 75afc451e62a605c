import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { hasProgram } from '../../servers/has-program.ts';
import type { ProxiedRequest } from '../../servers/http-fault.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { send } from '../../servers/send.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import { startNginx } from '../../servers/start-nginx.ts';
import { startRcloneDav } from '../../servers/start-rclone-dav.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { davSettings } from './dav-setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

describe.skipIf(!hasProgram('apache2'))(`what only some servers do ${missingProgram('apache2') ?? ''}`, () => {
  const begin = davSettings();

  it.each([
    ['apache2', () => startApacheDav(), true],
    ['rclone', startRcloneDav, false],
  ] as const)('finds out with its own file whether %s joins pieces', async (program, start, joins) => {
    if (!hasProgram(program)) return;
    const values = new Map<string, number>();
    const { protocol, file, server, http } = await begin(start, { memory: memoryOf(values) });
    const path = await file('a.bin', 9 * mebibyte);
    receiptOf(await transferFile(protocol, { path }));
    expect((await readFile(join(server.directory, 'a.bin'))).equals(await readFile(path))).toBe(true);
    expect([values.get('partialPut'), protocol.isResumable]).toEqual([joins ? 1 : 2, joins]);
    expect(await readdir(server.directory)).toEqual(['a.bin']);
    http.forgetRequests();
    receiptOf(await transferFile(protocol, { path, relativePath: 'b.bin' }));
    expect(http.requests().filter(({ contentRange }) => contentRange !== null).length).toBe(joins ? 2 : 0);
  });

  // As behind TLS that ends at a proxy: the address of the server itself is another server's to it.
  const isWhole = ({ headers }: ProxiedRequest): boolean => String(headers['destination']).includes('://');
  const takenForAnother = { method: 'MOVE', when: isWhole, fault: { kind: 'answer', status: 502 } } as const;

  it('puts under the name itself at Apache behind a hop with another address, where no MOVE can be meant', async () => {
    const { protocol, file, server, http, asked } = await begin(() => startApacheDav());
    const path = await file('a.txt', 'hello');
    http.addRule(takenForAnother);
    for (const name of ['a ü.txt', 'b.txt']) receiptOf(await transferFile(protocol, { path, relativePath: name }));
    expect((await readdir(server.directory)).sort()).toEqual(['a ü.txt', 'b.txt']);
    expect(asked().filter((line) => line.startsWith('MOVE'))).toEqual(['MOVE 502', 'MOVE 400']);
  });

  it.skipIf(!hasProgram('rclone'))('names only the path at rclone behind such a hop', async () => {
    const { protocol, file, server, http, asked } = await begin(startRcloneDav);
    const path = await file('a.txt', 'hello');
    http.addRule(takenForAnother);
    for (const name of ['a ü.txt', 'b.txt']) receiptOf(await transferFile(protocol, { path, relativePath: name }));
    expect((await readdir(server.directory)).sort()).toEqual(['a ü.txt', 'b.txt']);
    expect(asked().filter((line) => line.startsWith('MOVE'))).toEqual(['MOVE 502', 'MOVE 201', 'MOVE 201']);
  });

  it('puts under the name itself where a server does not move, and remembers it', async () => {
    const { protocol, file, server, http, asked } = await begin(() => startApacheDav({ refuses: ['MOVE'] }));
    const path = await file('a.txt', 'hello');
    receiptOf(await transferFile(protocol, { path, relativePath: 'x/a.txt' }));
    http.forgetRequests();
    await writeFile(join(server.directory, 'x/b.txt'), 'theirs');
    expect(receiptOf(await transferFile(protocol, { path, relativePath: 'x/b.txt' })).location).toContain('b%20(2).txt');
    expect(receiptOf(await transferFile(protocol, { path, relativePath: 'x/b.txt', conflict: 'skip' })).result).toBe('skipped');
    receiptOf(await transferFile(protocol, { path, relativePath: 'x/b.txt', conflict: 'overwrite' }));
    expect(asked().some((line) => line.startsWith('MOVE'))).toBe(false);
    expect((await readdir(join(server.directory, 'x'))).sort()).toEqual(['a.txt', 'b (2).txt', 'b.txt']);
    expect(await readFile(join(server.directory, 'x/b.txt'), 'utf8')).toBe('hello');
  });

  it('knows again there what arrived although its answer was lost', async () => {
    const { protocol, file, server, http } = await begin(() => startApacheDav(), { memory: memoryOf(new Map([['movesNothing', 1]])) });
    const path = await file('a.bin', 100_000);
    http.addRule({ method: 'PUT', times: 1, fault: { kind: 'lose-answer' } });
    const lost = await transferFile(protocol, { path });
    expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
    expect(receiptOf(await transferFile(protocol, { path, checkpoint: lost.checkpoint })).verification).toBe('size');
    expect(await readdir(server.directory)).toEqual(['a.bin']);
    expect(http.requests().filter(({ method }) => method === 'PUT').length).toBe(1);
  });

  it('waits for a lock that another holds', async () => {
    const { protocol, file, server, http } = await begin(() => startApacheDav());
    const path = await file('a.txt', 'mine');
    await writeFile(join(server.directory, 'a.txt'), 'theirs');
    const body = '<?xml version="1.0"?><lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>';
    const lock = await send({ method: 'LOCK', url: `${server.url}a.txt`, headers: { Timeout: 'Second-2' }, body });
    expect(lock.status).toBe(200);
    receiptOf(await transferFile(protocol, { path, conflict: 'overwrite' }));
    expect(
      http
        .requests()
        .filter(({ method }) => method === 'MOVE')
        .map(({ status }) => status),
    ).toContain(423);
    expect(await readFile(join(server.directory, 'a.txt'), 'utf8')).toBe('mine');
  });

  it('says that a server speaks no WebDAV', async () => {
    if (!hasProgram('nginx')) return;
    const { protocol } = await begin(startNginx);
    await expect(protocol.probe(signal)).rejects.toMatchObject({ code: 'wrong-protocol' });
  });

  it('says of a folder that is not there yet that it can be used', async () => {
    const apache = await begin(() => startApacheDav());
    const below = protocolTo('dav', `${apache.http.url}not/yet/`);
    expect(await below.probe(signal)).toMatchObject({ canList: true, serverName: expect.stringContaining('Apache') });
    receiptOf(await transferFile(below, { path: await apache.file('a.txt', 'x') }));
    expect(await readdir(join(apache.server.directory, 'not/yet'))).toEqual(['a.txt']);
    below.close();
  });
});
