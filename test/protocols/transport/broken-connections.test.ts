import { describe, expect, it } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer, scriptedSocket } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

describe('a connection that breaks', () => {
  it('before the answer is lost', async () => {
    const server = await scriptedServer((request) => void request.on('end', () => request.socket.destroy()));
    const { transport } = transportTo(server.url);
    await expect(transport.request(putRequest(server.url, { body: bodyOf(100_000) }))).rejects.toMatchObject({
      code: 'connection-lost',
      failureClass: 'transient',
    });
  });

  it('in the middle of a body is lost', async () => {
    const server = await scriptedServer((request) => void request.once('data', () => request.socket.resetAndDestroy()));
    const { transport } = transportTo(server.url);
    await expect(transport.request(putRequest(server.url, { body: bodyOf(64 * mebibyte) }))).rejects.toMatchObject({
      code: 'connection-lost',
    });
  });

  it('in the middle of a good answer is lost', async () => {
    const server = await scriptedServer((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('ten bytes.', () => request.socket.destroy());
    });
    const { transport } = transportTo(server.url);
    await expect(transport.request(putRequest(server.url))).rejects.toMatchObject({
      code: 'connection-lost',
      details: { reason: 'half-answer' },
    });
  });

  it('in the middle of a refusal leaves the refusal', async () => {
    const server = await scriptedServer((request, response) => {
      response.writeHead(503, { 'Content-Length': '100', 'Retry-After': '3' });
      response.write('ten bytes.', () => request.socket.destroy());
    });
    const { transport } = transportTo(server.url);
    const answer = await transport.request(putRequest(server.url));
    expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([503, '3', 'ten bytes.']);
  });

  it('in the middle of the head is lost', async () => {
    const { port } = await scriptedSocket((socket) => void socket.once('data', () => socket.end('HTTP/1.1 204 No Con')));
    const { transport } = transportTo(`http://127.0.0.1:${port}/`);
    await expect(transport.request(putRequest(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('while it was idle costs nothing where the request may be repeated', async () => {
    const answers = { first: 0, second: 0 };
    const { port } = await scriptedSocket((socket, number) => {
      socket.on('data', () => {
        if (number === 1 && answers.first > 0) return socket.resetAndDestroy();
        answers[number === 1 ? 'first' : 'second'] += 1;
        return socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const url = `http://127.0.0.1:${port}/`;
    const { transport } = transportTo(url);
    await transport.request(putRequest(url, { method: 'HEAD' }));
    await transport.request(putRequest(url, { body: bodyOf(100) }));
    expect(answers).toEqual({ first: 1, second: 1 });
  });

  it('while it was idle is told where the request may not be repeated', async () => {
    const { port } = await scriptedSocket((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 204 No Content\r\n\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const url = `http://127.0.0.1:${port}/`;
    const { transport } = transportTo(url);
    await transport.request(putRequest(url, { method: 'HEAD' }));
    const posting = transport.request(putRequest(url, { method: 'POST', body: bodyOf(100) }));
    await expect(posting).rejects.toMatchObject({ code: 'connection-lost', failureClass: 'transient' });
  });
});
