import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import { canInteroperate, noInterop } from '../../servers/can-interoperate.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { startMoto } from '../../servers/start-moto.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';

const program = 'moto_server';
const signal = new AbortController().signal;

describe.skipIf(!canInteroperate() || !hasProgram(program))(`S3 at Moto ${noInterop(program) ?? ''}`, () => {
  it('does not believe the checksums that it only says back', async () => {
    const server = await startMoto();
    const home = await makeTemporaryDirectory('moto');
    const memory = memoryOf();
    const { accessKeyId, secretAccessKey } = server;
    const protocol = protocolTo('s3', `${server.endpoint}/${server.bucket}/under/`, {
      options: { 'part-size': '5M' },
      memory,
      credentials: async () => ({ kind: 'aws', accessKeyId, secretAccessKey, sessionToken: null }),
    });
    onTestFinished(async () => {
      protocol.close();
      await server.close();
      await home.remove();
    });
    expect(await protocol.probe(signal)).toMatchObject({ checksum: 'md5' });
    expect(['s3Crc64nvme', 's3Crc32c', 's3Crc32'].map(memory.read)).toEqual([2, 2, 2]);
    for (const sizeBytes of [1_000, 12 * 1024 * 1024]) {
      const path = join(home.path, `${sizeBytes}.bin`);
      await writePseudoRandomFile(path, sizeBytes, 'moto');
      expect(receiptOf(await transferFile(protocol, { path, verify: true })).verification).toBe('md5');
      expect(await protocol.look?.(`${sizeBytes}.bin`, signal)).toMatchObject({ sizeBytes });
    }
    expect(await protocol.unfinished?.list(signal)).toEqual([]);
  });
});
