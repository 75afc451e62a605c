import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Outbound } from '../../../electron/engine/ports.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import type { ForwardProxyOptions } from '../../servers/start-forward-proxy.ts';
import { startForwardProxy } from '../../servers/start-forward-proxy.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import { selfSignedCertificate } from '../transport/certificate.ts';
import { sftpSetting } from './sftp-setting.ts';

const signal = new AbortController().signal;

describe.skipIf(!hasProgram('sshd'))(`SFTP through a proxy ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting();

  async function through(options: ForwardProxyOptions, signIn: string | null = null, authorities: readonly string[] = []) {
    const proxy = await startForwardProxy(options);
    onTestFinished(() => proxy.close());
    const authorization = signIn === null ? null : `Basic ${Buffer.from(signIn).toString('base64')}`;
    const outbound: Outbound = {
      routeTo: async () => ({ kind: 'proxy', url: new URL(proxy.url), authorization }),
      certificateAuthorities: () => authorities,
    };
    return { proxy, protocol: at.protocol({}, outbound) };
  }

  it.each<[string, string | null]>([
    ['one that asks nobody', null],
    ['one that asks who is there', 'ann:word'],
    ['one that is reached by https', null],
  ])('goes through %s', async (name, signIn) => {
    const certificate = name.endsWith('https') ? await selfSignedCertificate() : null;
    const options = { ...(certificate === null ? {} : { certificate }), ...(signIn === null ? {} : { signIn }) };
    const { proxy, protocol } = await through(options, signIn, certificate === null ? [] : [certificate.cert]);
    const path = await at.file(300_000);
    const relativePath = `${name}.bin`;
    expect(receiptOf(await transferFile(protocol, { path, relativePath }))).toMatchObject({ result: 'stored' });
    expect((await readFile(at.path(relativePath))).equals(await readFile(path))).toBe(true);
    expect(proxy.seen).toEqual([`CONNECT ${new URL(at.line.url).host}`]);
  });

  it.each<[ForwardProxyOptions, string, object]>([
    [{ refuses: 403 }, 'proxy-refused', { httpStatus: 403 }],
    [{ signIn: 'ann:word' }, 'proxy-refused', { httpStatus: 407, reason: 'no-sign-in' }],
    [{ refuses: 503 }, 'host-unreachable', { reason: 'proxy' }],
  ])('says what a proxy with %j is about', async (options, code, details) => {
    const { protocol } = await through(options);
    await expect(protocol.probe(signal)).rejects.toMatchObject({ code, details });
  });

  it('says that the proxy is not there, not that the server is not', async () => {
    const { proxy, protocol } = await through({});
    await proxy.close();
    await expect(protocol.probe(signal)).rejects.toMatchObject({ code: 'proxy-unreachable', failureClass: 'unreachable' });
  });

  it('is let go of while it waits for a proxy', async () => {
    const outbound: Outbound = { routeTo: () => new Promise(() => undefined), certificateAuthorities: () => [] };
    const ended = new AbortController();
    const probing = at.protocol({}, outbound).probe(ended.signal);
    ended.abort();
    await expect(probing).rejects.toMatchObject({ name: 'AbortError' });
  });
});
