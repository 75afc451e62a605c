import { describe, expect, it } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

describe('a redirect', () => {
  it('within the origin is followed with a body made anew', async () => {
    const server = await scriptedServer((request, response) => {
      request.on('end', () => {
        if (request.url === '/b') response.writeHead(201).end();
        else response.writeHead(307, { Location: '/b' }).end();
      });
    });
    const { transport } = transportTo(server.url, { credentials: async () => ({ kind: 'bearer', token: 't' }) });
    const body = bodyOf(200_000);
    const answer = await transport.request(putRequest(`${server.url}a`, { body }));
    expect([answer.status, answer.url.pathname, body.made]).toEqual([201, '/b', 2]);
    expect(server.seen.map(({ path, bytes, headers }) => [path, bytes, headers.authorization])).toEqual([
      ['/a', 200_000, 'Bearer t'],
      ['/b', 200_000, 'Bearer t'],
    ]);
  });

  it('to another origin is not followed, and nothing is said there', async () => {
    const other = await scriptedServer((_request, response) => response.writeHead(201).end());
    const server = await scriptedServer((_request, response) => response.writeHead(308, { Location: `${other.url}x?secret=1` }).end());
    const { transport } = transportTo(server.url, { credentials: async () => ({ kind: 'bearer', token: 't' }) });
    await expect(transport.request(putRequest(server.url))).rejects.toMatchObject({
      code: 'redirect-refused',
      details: { httpStatus: 308, reason: other.url.slice(0, -1) },
    });
    expect(other.seen).toEqual([]);
  });

  it('in a circle ends', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(307, { Location: '/' }).end());
    const { transport } = transportTo(server.url);
    await expect(transport.request(putRequest(server.url))).rejects.toMatchObject({
      code: 'redirect-refused',
      details: { reason: 'loop' },
    });
    expect(server.seen).toHaveLength(6);
  });

  it('is handed out where the caller wants it', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(303, { Location: '/done' }).end());
    const { transport } = transportTo(server.url);
    expect((await transport.request(putRequest(server.url, { redirects: 'return' }))).status).toBe(303);
  });
});
