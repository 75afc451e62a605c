import { connect } from 'node:net';
import { Client } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { batchWrites } from '../../../electron/engine/protocols/sftp/batch-writes.ts';
import { prepareCipherKeys } from '../../../electron/engine/protocols/sftp/prepare-cipher-keys.ts';
import { reusePacketMemory } from '../../../electron/engine/protocols/sftp/reuse-packet-memory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { sameBytes } from '../contract/same-bytes.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import { sftpSetting } from './sftp-setting.ts';

describe.skipIf(!hasProgram('sshd'))(`What makes SFTP quick ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting();

  it("is both keys of a connection prepared, its packets' memory used again, and what is written in one turn sent together", async () => {
    const { hostname, port } = new URL(at.server.url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const willWrite = batchWrites(socket);
    const client = new Client();
    try {
      const prepared = await new Promise<readonly [number, boolean]>((resolve, reject) => {
        client.on('error', reject);
        client.on('handshake', () => resolve([prepareCipherKeys(client), reusePacketMemory(client)]));
        client.connect({ sock: socket, username: 'nobody', algorithms: { cipher: ['aes128-gcm@openssh.com'] } });
      });
      // A release of the library that keeps its keys elsewhere costs only speed, and is to be seen here.
      expect(prepared).toEqual([2, true]);
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

describe.skipIf(!hasProgram('sshd'))(`SFTP at a server that changes keys all the time ${missingProgram('sshd') ?? ''}`, () => {
  const at = sftpSetting({ configuration: ['RekeyLimit 3M'] });

  it('sends every byte, large files and small ones beside each other', async () => {
    const protocol = at.protocol();
    const [large, small] = await Promise.all([at.file(24 * 1024 * 1024), at.file(20_000)]);
    const names = ['large', ...Array.from({ length: 12 }, (_, index) => `small-${index}`)];
    const pathOf = (name: string): string => (name === 'large' ? large : small);
    await Promise.all(names.map(async (name) => receiptOf(await transferFile(protocol, { path: pathOf(name), relativePath: name }))));
    for (const name of names) expect(await sameBytes(pathOf(name), at.path(name))).toBe(true);
  });
});
