import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startProgram } from '../../servers/parts/start-program.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { startCaseBlindSftp } from '../../servers/start-case-blind-sftp.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import { sftpSetting } from './sftp-setting.ts';

const run = promisify(execFile);
const signal = new AbortController().signal;

describe.skipIf(!hasProgram('sshd'))(`Signing in to SFTP with a real agent ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting();

  /** Path of its socket. */
  async function startAgent(): Promise<string> {
    const home = await makeTemporaryDirectory('agent');
    const socket = join(home.path, 'socket');
    const agent = await startProgram('ssh-agent', ['-D', '-a', socket], null);
    onTestFinished(async () => {
      await agent.stop();
      await home.remove();
    });
    await expect.poll(() => run('ssh-add', ['-l'], { env: { ...process.env, SSH_AUTH_SOCK: socket } }).catch(({ code }) => code)).toBe(1);
    return socket;
  }

  it('works with the key that it holds, and says what was tried when it holds none', async () => {
    const agent = await startAgent();
    const protocol = at.protocol({ credentials: async () => ({ ...at.server.credentials, privateKey: null, agent }) });
    await expect(protocol.probe(signal)).rejects.toMatchObject({
      code: 'sign-in-refused',
      details: { tried: expect.stringContaining('the keys of the agent') },
    });
    await run('ssh-add', [at.server.keyPath], { env: { ...process.env, SSH_AUTH_SOCK: agent } });
    const path = await at.file(100_000);
    expect(receiptOf(await transferFile(protocol, { path, relativePath: 'by-agent.bin' }))).toMatchObject({ result: 'stored' });
    expect((await readFile(at.path('by-agent.bin'))).equals(await readFile(path))).toBe(true);
  });
});

describe('Signing in to SFTP where the server asks by keyboard-interactive', () => {
  it('answers what is hidden with the password, and nothing else', async () => {
    const server = await startCaseBlindSftp({ password: 'only-when-asked' });
    onTestFinished(() => server.close());
    const wrong = protocolTo('sftp', server.url, { credentials: async () => server.credentials });
    const right = protocolTo('sftp', server.url, { credentials: async () => ({ ...server.credentials, password: 'only-when-asked' }) });
    onTestFinished(() => wrong.close());
    onTestFinished(() => right.close());
    await expect(wrong.probe(signal)).rejects.toMatchObject({ code: 'sign-in-refused', details: { tried: 'the password, as “somebody”' } });
    const { path, bytes } = await fileOf(1_000, 'asked.bin');
    receiptOf(await transferFile(right, { path, relativePath: 'asked.bin' }));
    expect((await readFile(join(server.directory, 'asked.bin'))).equals(bytes)).toBe(true);
  });
});
