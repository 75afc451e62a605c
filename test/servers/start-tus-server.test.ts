import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { waitUntil } from './parts/wait-until.ts';
import { send } from './send.ts';
import { startTusServer } from './start-tus-server.ts';

const version = { 'Tus-Resumable': '1.0.0' };
const asOctets = { ...version, 'Content-Type': 'application/offset+octet-stream' };

describe('the plain tus server', () => {
  it('takes an upload, goes on after a cut and a restart, and records all requests', async () => {
    const tus = await startTusServer();
    try {
      const metadata = `filename ${Buffer.from('ü.txt').toString('base64')}`;
      const created = await send({
        method: 'POST',
        url: tus.url,
        headers: { ...version, 'Upload-Length': 200_000, 'Upload-Metadata': metadata },
      });
      expect(created.status).toBe(201);
      const url = created.headers.location ?? '';
      const body = Buffer.alloc(200_000, 'x');
      const patch = { method: 'PATCH', url, headers: { ...asOctets, 'Upload-Offset': 0 } };
      await expect(send({ ...patch, body, cutAfterBytes: 100_000 })).rejects.toThrow();
      await waitUntil('the cut request has ended', () => tus.requests()[1]?.wasCut === true);
      await tus.stop();
      await expect(send({ method: 'HEAD', url, headers: version })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      await tus.start();
      const head = await send({ method: 'HEAD', url, headers: version });
      const offset = Number(head.headers['upload-offset']);
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThanOrEqual(100_000);
      const rest = await send({ ...patch, headers: { ...asOctets, 'Upload-Offset': offset }, body: body.subarray(offset) });
      expect(rest).toMatchObject({ status: 204, headers: { 'upload-offset': '200000' } });
      const [file] = await tus.files();
      expect(file).toMatchObject({ sizeBytes: 200_000, metadata: { filename: 'ü.txt' } });
      expect((await readFile(file?.path ?? '')).equals(body)).toBe(true);
      expect(tus.requests().map(({ method, offset: at, status, answeredOffset }) => ({ method, at, status, answeredOffset }))).toEqual([
        { method: 'POST', at: null, status: 201, answeredOffset: null },
        { method: 'PATCH', at: 0, status: null, answeredOffset: null },
        { method: 'HEAD', at: null, status: 200, answeredOffset: offset },
        { method: 'PATCH', at: offset, status: 204, answeredOffset: 200_000 },
      ]);
      expect(tus.requests()[3]?.bytes).toBe(200_000 - offset);
    } finally {
      await tus.close();
    }
  });
});
