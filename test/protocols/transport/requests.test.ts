import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

describe('a request', () => {
  it('streams its body, counts what the socket took, and reads the answer', async () => {
    const server = await scriptedServer((request, response) => {
      request.on('end', () => response.writeHead(201, { 'X-A': 'b' }).end('thanks'));
    });
    const { transport } = transportTo(server.url);
    const counts: number[] = [];
    const length = 20 * mebibyte + 7;
    const answer = await transport.request(
      putRequest(`${server.url}a?b=c`, { body: bodyOf(length), onBytesSent: (bytes) => counts.push(bytes) }),
    );
    expect([answer.status, answer.headers['x-a'], answer.body.toString()]).toEqual([201, 'b', 'thanks']);
    expect(server.seen).toMatchObject([{ method: 'PUT', path: '/a?b=c', bytes: length, headers: { 'content-length': String(length) } }]);
    expect(counts.at(-1)).toBe(length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it.each([0, 1, 16 * 1024, 64 * 1024, 64 * 1024 + 1])('sends a body of %i bytes', async (length) => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(204).end()));
    const { transport } = transportTo(server.url);
    const counts: number[] = [];
    await transport.request(putRequest(server.url, { body: bodyOf(length, 10_000), onBytesSent: (bytes) => counts.push(bytes) }));
    expect(server.seen[0]?.bytes).toBe(length);
    expect(counts.at(-1)).toBe(length);
  });

  it('keeps its connections', async () => {
    const ports = new Set<number | undefined>();
    const server = await scriptedServer((request, response) => {
      ports.add(request.socket.remotePort);
      request.on('end', () => response.writeHead(204).end());
    });
    const { transport } = transportTo(server.url);
    for (let round = 0; round < 5; round++) await transport.request(putRequest(server.url, { body: bodyOf(100_000) }));
    expect(ports.size).toBe(1);
  });

  it('asks for the credentials every time and puts them into the header alone', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(204).end());
    let token = 'one';
    const { transport } = transportTo(server.url, { credentials: async () => ({ kind: 'bearer', token }) });
    await transport.request(putRequest(server.url));
    token = 'two';
    await transport.request(putRequest(server.url));
    expect(server.seen.map((entry) => entry.headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
  });

  it('passes on that a secret is missing, before anything is sent', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(204).end());
    const missing = new UploadError('secret-missing');
    const { transport } = transportTo(server.url, { credentials: () => Promise.reject(missing) });
    await expect(transport.request(putRequest(server.url))).rejects.toBe(missing);
    expect(server.seen).toEqual([]);
  });

  it('refuses to speak to another origin', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(204).end());
    const { transport } = transportTo('http://127.0.0.1:9/');
    await expect(transport.request(putRequest(server.url))).rejects.toMatchObject({ code: 'redirect-refused' });
    expect(server.seen).toEqual([]);
  });

  it('keeps 64 KiB of a long answer, and ends one that does not end', async () => {
    const server = await scriptedServer((_request, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(mebibyte, 'x')), 1);
      response.on('close', () => clearInterval(timer));
    });
    const { transport } = transportTo(server.url);
    const answer = await transport.request(putRequest(server.url));
    expect([answer.status, answer.body.byteLength]).toEqual([200, 64 * 1024]);
  });
});
