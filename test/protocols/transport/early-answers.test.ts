import { describe, expect, it, vi } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

describe('an answer that comes early', () => {
  it.each([401, 413, 503])('of %i is read, and the rest of the body stays here', async (status) => {
    const server = await scriptedServer((_request, response) => response.writeHead(status, { 'Retry-After': '9' }).end('no'), {
      ignoresExpect: true,
      readsBody: false,
    });
    const { transport, clock } = transportTo(server.url);
    let sent = 0;
    const answering = transport.request(putRequest(server.url, { body: bodyOf(64 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }));
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    const answer = await answering;
    expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([status, '9', 'no']);
    expect(sent).toBeLessThan(64 * mebibyte);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('after some of the body stops the sending', async () => {
    const server = await scriptedServer((request, response) => {
      request.once('data', () => {
        request.pause();
        response.writeHead(403).end('enough');
      });
    });
    const { transport } = transportTo(server.url);
    let sent = 0;
    const answer = await transport.request(
      putRequest(server.url, { body: bodyOf(256 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }),
    );
    expect([answer.status, answer.body.toString()]).toEqual([403, 'enough']);
    expect(sent).toBeLessThan(256 * mebibyte);
  });

  it('is no success when it says so', async () => {
    const server = await scriptedServer((request, response) => {
      request.once('data', () => {
        request.pause();
        response.writeHead(201).end('done');
      });
    });
    const { transport } = transportTo(server.url);
    await expect(transport.request(putRequest(server.url, { body: bodyOf(64 * mebibyte) }))).rejects.toMatchObject({
      code: 'unexpected-answer',
      details: { httpStatus: 201, reason: 'early-success' },
    });
  });
});
