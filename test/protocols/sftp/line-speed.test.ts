import { connect } from 'node:net';
import { Client } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { batchWrites } from '../../../electron/engine/protocols/sftp/batch-writes.ts';
import { prepareCipherKeys } from '../../../electron/engine/protocols/sftp/prepare-cipher-keys.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { sftpSetting } from './sftp-setting.ts';

describe.skipIf(!hasProgram('sshd'))(`What makes SFTP quick ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting();

  it('is both keys of a connection prepared, and what is written in one turn sent together', async () => {
    const { hostname, port } = new URL(at.server.url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const willWrite = batchWrites(socket);
    const client = new Client();
    try {
      const prepared = await new Promise<number>((resolve, reject) => {
        client.on('error', reject);
        client.on('handshake', () => resolve(prepareCipherKeys(client)));
        client.connect({ sock: socket, username: 'nobody', algorithms: { cipher: ['aes128-gcm@openssh.com'] } });
      });
      // A release of the library that keeps its keys elsewhere costs only speed, and is to be seen here.
      expect(prepared).toBe(2);
      willWrite();
      expect(socket.writableCorked).toBe(1);
      willWrite();
      expect(socket.writableCorked).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      expect(socket.writableCorked).toBe(0);
    } finally {
      client.destroy();
    }
  });
});
