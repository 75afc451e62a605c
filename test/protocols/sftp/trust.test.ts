import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Credentials } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startRcloneSftp } from '../../servers/start-rclone-sftp.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { sftpSetting } from './sftp-setting.ts';

const run = promisify(execFile);
const signal = new AbortController().signal;
const nobody: Extract<Credentials, { kind: 'ssh' }> = {
  kind: 'ssh',
  user: null,
  password: null,
  privateKey: null,
  passphrase: null,
  agent: null,
};

const portsOf = () => ({ clock: systemClock, randomness: systemRandomness, log: { write: () => undefined } });

/** A new key that no server knows. */
async function keyWith(passphrase: string, kind: readonly string[] = ['-t', 'ed25519']): Promise<string> {
  const home = await temporaryDirectory();
  onTestFinished(() => home.remove());
  const path = join(home.path, 'key');
  await run('ssh-keygen', ['-q', ...kind, '-N', passphrase, '-f', path]);
  return await readFile(path, 'utf8');
}

describe.skipIf(!hasProgram('sshd'))(`SFTP and who is who ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting({ hostKeys: ['ed25519', 'rsa'] });

  it('remembers a key at the first use, and stops before it signs in when it changes', async () => {
    const hostKeys = createFakeHostKeys();
    const ports = { ...portsOf(), hostKeys };
    const first = await startSshd();
    const { host, port } = { host: '127.0.0.1', port: Number(new URL(first.url).port) };
    const protocol = protocolTo('sftp', first.url, { credentials: async () => first.credentials, ports });
    await protocol.probe(signal);
    const [algorithm, key] = first.hostKey.split(' ');
    expect(await hostKeys.find(host, port)).toEqual([{ algorithm, key }]);
    protocol.close();
    await first.close();

    const second = await startSshd({ port });
    const again = protocolTo('sftp', second.url, { credentials: async () => second.credentials, ports });
    const { path } = await fileOf(1_000);
    const error = errorOf(await transferFile(again, { path }));
    expect(error).toMatchObject({ code: 'host-key-changed', failureClass: 'sign-in', details: { host: `${host}:${port}` } });
    expect(await readdir(second.directory)).toEqual([]);
    const { details } = error as { readonly details: { readonly knownFingerprints: readonly string[]; readonly fingerprint: string } };
    expect(details.knownFingerprints).toHaveLength(1);

    await expect(again.trustHostKey?.(details.knownFingerprints[0] ?? '', signal)).rejects.toMatchObject({ code: 'host-key-changed' });
    // To ask which it is trusts nothing.
    expect(await again.trustHostKey?.(null, signal)).toMatchObject({ known: details.knownFingerprints, presented: details.fingerprint });
    expect(errorOf(await transferFile(again, { path }))).toMatchObject({ code: 'host-key-changed' });
    expect(await again.trustHostKey?.(details.fingerprint, signal)).toEqual({
      host: `${host}:${port}`,
      known: details.knownFingerprints,
      presented: details.fingerprint,
      isRevoked: false,
    });
    receiptOf(await transferFile(again, { path }));
    again.close();
    await second.close();
  });

  it('asks for the kind of key that it knows', async () => {
    const hostKeys = createFakeHostKeys();
    const { stdout } = await run('ssh-keyscan', ['-p', new URL(at.line.url).port, '-t', 'rsa', '127.0.0.1']);
    const [, algorithm = '', key = ''] = stdout.trim().split(/\s+/);
    await hostKeys.remember('127.0.0.1', at.line.port, { algorithm, key });
    await at.protocol({ ports: { ...portsOf(), hostKeys } }).probe(signal);
    expect(await hostKeys.find('127.0.0.1', at.line.port)).toHaveLength(1);
  });

  it('says what is missing where nothing was given', async () => {
    const probing = at.protocol({ credentials: async () => nobody }).probe(signal);
    await expect(probing).rejects.toMatchObject({ code: 'secret-missing', failureClass: 'sign-in', details: { reason: 'ssh' } });
  });

  it('says what was tried, and as whom', async () => {
    const privateKey = await keyWith('');
    const probing = at.protocol({ credentials: async () => ({ ...nobody, user: 'no-one', privateKey, password: 'wrong' }) }).probe(signal);
    await expect(probing).rejects.toMatchObject({ code: 'sign-in-refused', details: { tried: 'the key, as “no-one”' } });
  });

  it.each(['openssh', 'pem'])('opens an encrypted key of the format %s, and says when it cannot', async (format) => {
    const privateKey = await keyWith('a passphrase', format === 'pem' ? ['-t', 'rsa', '-m', 'PEM'] : ['-t', 'ed25519']);
    const tell = (passphrase: string | null) =>
      at.protocol({ credentials: async () => ({ ...nobody, privateKey, passphrase }) }).probe(signal);
    await expect(tell(null)).rejects.toMatchObject({ code: 'secret-missing', details: { reason: 'ssh-passphrase' } });
    await expect(tell('another')).rejects.toMatchObject({ code: 'sign-in-refused', details: { reason: 'ssh-passphrase' } });
    // It is opened, and then the server does not know it.
    await expect(tell('a passphrase')).rejects.toMatchObject({ code: 'sign-in-refused', details: { reason: 'ssh' } });
  });

  it('says when a key file is none', async () => {
    const probing = at.protocol({ credentials: async () => ({ ...nobody, privateKey: 'hello' }) }).probe(signal);
    await expect(probing).rejects.toMatchObject({ code: 'secret-missing', details: { reason: 'ssh-key-unreadable' } });
  });

  it('goes on to the next way when an agent does not answer', async () => {
    await at
      .protocol({ credentials: async () => ({ ...at.server.credentials, privateKey: null, agent: '/nowhere' }) })
      .probe(signal)
      .then(
        () => expect.unreachable(),
        (error: unknown) => expect(error).toMatchObject({ code: 'sign-in-refused' }),
      );
  });
});

describe.skipIf(!hasProgram('rclone'))(`SFTP with a password ${missingProgram('rclone') ?? ''}`, () => {
  it('signs in with the right one, and not with another', async () => {
    const server = await startRcloneSftp();
    const { path } = await fileOf(300_000);
    const good = protocolTo('sftp', server.url, { credentials: async () => server.credentials });
    receiptOf(await transferFile(good, { path, relativePath: 'a/b.bin', verify: true }));
    good.close();
    const bad = protocolTo('sftp', server.url, { credentials: async () => ({ ...server.credentials, password: 'wrong' }) });
    await expect(bad.probe(signal)).rejects.toMatchObject({
      code: 'sign-in-refused',
      details: { tried: expect.stringContaining('password') },
    });
    bad.close();
    await server.close();
  });
});
