import { describe, expect, it, vi } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

describe('Expect: 100-continue', () => {
  it('spares the body of a refused request, and is not asked once such a body was taken', async () => {
    let isWelcome = false;
    const server = await scriptedServer(
      (request, response) => {
        if (!isWelcome) return void response.writeHead(401).end();
        response.writeContinue();
        return void request.on('end', () => response.writeHead(201).end());
      },
      { ignoresExpect: true },
    );
    const { transport } = transportTo(server.url);
    const body = bodyOf(8 * mebibyte);
    expect((await transport.request(putRequest(server.url, { body }))).status).toBe(401);
    expect([body.made, server.seen[0]?.bytes]).toEqual([0, 0]);
    isWelcome = true;
    expect((await transport.request(putRequest(server.url, { body }))).status).toBe(201);
    expect(server.seen.map((entry) => entry.headers.expect)).toEqual(['100-continue', '100-continue']);
  });

  it('is not asked for a size that was taken before', async () => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()));
    const { transport } = transportTo(server.url);
    for (const size of [8, 8, 16, 40]) await transport.request(putRequest(server.url, { body: bodyOf(size * mebibyte) }));
    expect(server.seen.map((entry) => entry.headers.expect)).toEqual(['100-continue', undefined, undefined, '100-continue']);
    expect(server.seen.map((entry) => entry.bytes / mebibyte)).toEqual([8, 8, 16, 40]);
  });

  it('goes on after a second without an answer, and leaves that server alone', async () => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()), {
      ignoresExpect: true,
    });
    const { transport, clock } = transportTo(server.url);
    const sending = transport.request(putRequest(server.url, { body: bodyOf(2 * mebibyte) }));
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    expect(server.seen[0]?.bytes).toBe(0);
    await clock.advance(1_000);
    expect((await sending).status).toBe(201);
    await transport.request(putRequest(server.url, { body: bodyOf(64 * mebibyte) }));
    expect(server.seen.map((entry) => entry.headers.expect)).toEqual(['100-continue', undefined]);
  });

  it('answered with 417 is left out at once', async () => {
    const server = await scriptedServer(
      (request, response) => {
        if (request.headers.expect !== undefined) response.writeHead(417).end();
        else request.on('end', () => response.writeHead(201).end());
      },
      { ignoresExpect: true },
    );
    const { transport } = transportTo(server.url);
    expect((await transport.request(putRequest(server.url, { body: bodyOf(2 * mebibyte) }))).status).toBe(201);
    expect(server.seen.map((entry) => entry.bytes)).toEqual([0, 2 * mebibyte]);
  });
});
