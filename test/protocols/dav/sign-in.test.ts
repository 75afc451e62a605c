import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { send } from '../../servers/send.ts';
import { apacheUser, startApacheDav } from '../../servers/start-apache-dav.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { davSettings } from './dav-setting.ts';

const signal = new AbortController().signal;

describe.skipIf(!hasProgram('apache2'))(`signing in by WebDAV ${missingProgram('apache2') ?? ''}`, () => {
  const begin = davSettings();
  const credentials = async () => ({ kind: 'basic', ...apacheUser }) as const;

  it.each(['basic', 'digest'] as const)('asks once without a body, then signs everything at once: %s', async (signIn) => {
    const { protocol, file, server, asked, http } = await begin(() => startApacheDav({ signIn }), { credentials });
    const paths = await Promise.all([1, 2, 3, 4].map((number) => file(`${number}.bin`, 3_000_000 + number)));
    const done = await Promise.all(paths.map((path) => transferFile(protocol, { path })));
    expect(done.map((one) => receiptOf(one).verification)).toEqual(['size', 'size', 'size', 'size']);
    for (const path of paths) expect((await readFile(join(server.directory, path.slice(-5)))).equals(await readFile(path))).toBe(true);
    expect(asked().filter((line) => line.endsWith('401'))).toEqual(['PROPFIND 401']);
    const scheme = signIn === 'basic' ? /^Basic / : /^Digest /;
    expect(
      http
        .requests()
        .slice(1)
        .every(({ headers }) => scheme.test(headers.authorization ?? '')),
    ).toBe(true);
    if (signIn === 'digest') {
      const counts = http
        .requests()
        .slice(1)
        .map(({ headers }) => /nc=(\w+)/.exec(headers.authorization ?? '')?.[1]);
      expect(new Set(counts).size).toBe(counts.length);
    }
    expect(await protocol.probe(signal)).toMatchObject({ canList: true });
  });

  it.each(['basic', 'digest'] as const)('says that a password is wrong, without sending the file: %s', async (signIn) => {
    const wrong = async () => ({ kind: 'basic', user: apacheUser.user, password: 'guess' }) as const;
    const { protocol, file, http } = await begin(() => startApacheDav({ signIn }), { credentials: wrong });
    const path = await file('a.bin', 9_000_000);
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({ code: 'sign-in-refused', failureClass: 'sign-in' });
    expect(http.requests().reduce((sum, { bytesForwarded }) => sum + bytesForwarded, 0)).toBeLessThan(1_000);
    await expect(protocol.probe(signal)).rejects.toMatchObject({ code: 'sign-in-refused' });
    const text = JSON.stringify(http.requests().map(({ path: asked }) => asked));
    expect(text).not.toContain('guess');
  });

  it('takes a new nonce when the server says that the old one is stale', async () => {
    const { protocol, file, http, asked, server } = await begin(() => startApacheDav({ signIn: 'digest' }), { credentials });
    receiptOf(await transferFile(protocol, { path: await file('a.txt', 'one') }));
    const fresh = await send({ method: 'PROPFIND', url: server.url });
    const stale = String(fresh.headers['www-authenticate']).replace('Digest ', 'Digest stale=true, ');
    http.addRule({ method: 'PUT', times: 1, fault: { kind: 'answer', status: 401, headers: { 'WWW-Authenticate': stale } } });
    http.forgetRequests();
    receiptOf(await transferFile(protocol, { path: await file('b.txt', 'two') }));
    expect(asked().filter((line) => line.startsWith('PUT'))).toEqual(['PUT 401', 'PUT 201']);
  });

  it('gives nothing to another host', async () => {
    const { protocol, file, http } = await begin(() => startApacheDav({ signIn: 'basic' }), { credentials });
    const stranger = await begin(() => startApacheDav());
    http.addRule({ method: 'PUT', fault: { kind: 'answer', status: 307, headers: { Location: `${stranger.http.url}a.txt` } } });
    expect(errorOf(await transferFile(protocol, { path: await file('a.txt', 'x') }))).toMatchObject({ code: 'redirect-refused' });
    expect(stranger.http.requests()).toEqual([]);
  });
});
