import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { fileOf } from '../protocols/file-of.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../protocols/transfer-file.ts';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';

/**
 * A store behind a hop that takes the whole first PUT, cuts its client, and stores it only while the second is on its way: that one then finds its
 * name taken. `arrives`: what the hop delivers.
 */
async function storeBehindSlowHop(arrives: (sent: Buffer) => Buffer) {
  const stored = new Map<string, Buffer>();
  let held: Buffer | null = null;
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const there = stored.get(name);
      if (request.method === 'PUT' && held === null) {
        held = Buffer.concat(chunks);
        response.destroy();
      } else if (request.method === 'PUT') {
        if (stored.size === 0) stored.set(name, arrives(held ?? Buffer.alloc(0)));
        const isTaken = stored.has(name);
        if (!isTaken) stored.set(name, Buffer.concat(chunks));
        response.writeHead(isTaken ? 412 : 201).end();
      } else if (there === undefined) {
        response.writeHead(404).end();
      } else {
        const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
        const part = there.subarray(Number(from), to === '' ? there.length : Number(to) + 1);
        const range = `bytes ${from}-${Number(from) + part.length - 1}/${there.length}`;
        const isRange = request.headers.range !== undefined;
        response.writeHead(isRange ? 206 : 200, { 'Content-Length': part.length, ...(isRange ? { 'Content-Range': range } : {}) });
        response.end(request.method === 'HEAD' ? undefined : part);
      }
    });
  });
  const listening = await listenOnLoopback(server);
  onTestFinished(() => listening.close());
  return { stored, protocol: protocolTo('put', `${listening.origin}/`) };
}

async function sendTwice(arrives: (sent: Buffer) => Buffer) {
  const { stored, protocol } = await storeBehindSlowHop(arrives);
  const { path } = await fileOf(0, 'a.bin');
  const content = randomBytes(10_000);
  await writeFile(path, content);
  const first = await transferFile(protocol, { path });
  expect(errorOf(first)).toMatchObject({ code: 'connection-lost' });
  const receipt = receiptOf(await transferFile(protocol, { path, checkpoint: first.checkpoint }));
  return { names: [...stored.keys()], receipt, content, stored };
}

it('a first PUT that arrives while the second is on its way is the file, and no second copy of it is made', async () => {
  const { names, receipt } = await sendTwice((sent) => sent);
  expect(names).toEqual(['/a.bin']);
  expect(receipt.result).toBe('stored');
});

it("another's file of the same size that arrives then is not taken for ours: ours gets a name of its own", async () => {
  const { names, stored, content } = await sendTwice((sent) => Buffer.alloc(sent.length, 1));
  expect(names).toEqual(['/a.bin', '/a (2).bin']);
  expect(stored.get('/a (2).bin')?.equals(content)).toBe(true);
});
