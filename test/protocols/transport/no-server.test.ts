import { describe, expect, it, onTestFinished } from 'vitest';
import { putRequest } from './put-request.ts';
import { scriptedServer, scriptedSocket } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

describe('a server that is none', () => {
  it('refuses the connection', async () => {
    const { transport } = transportTo('http://127.0.0.1:1/');
    await expect(transport.request(putRequest('http://127.0.0.1:1/'))).rejects.toMatchObject({
      code: 'connection-refused',
      failureClass: 'unreachable',
    });
  });

  it('speaks another protocol', async () => {
    const { port } = await scriptedSocket((socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    const { transport } = transportTo(`http://127.0.0.1:${port}/`);
    await expect(transport.request(putRequest(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({
      code: 'wrong-protocol',
      failureClass: 'permanent',
    });
  });

  it('speaks http where https was asked for', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(201).end());
    const url = server.url.replace('http:', 'https:');
    const { transport } = transportTo(url);
    onTestFinished(() => transport.close());
    await expect(transport.request(putRequest(url))).rejects.toMatchObject({ code: 'wrong-protocol' });
  });

  it('has no address', async () => {
    const { transport } = transportTo('http://no-such-host.invalid/');
    await expect(transport.request(putRequest('http://no-such-host.invalid/'))).rejects.toMatchObject({
      code: 'host-not-found',
      failureClass: 'unreachable',
    });
  });
});
