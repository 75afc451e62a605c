import { expect, test } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedSocket } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

/** The same numbers in every run (Park and Miller, 1988). */
function numbers(): (below: number) => number {
  let state = 20_261;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

test('a server that answers in odd pieces, says more than it was asked, and hangs up gives nobody another one’s answer', async () => {
  const next = numbers();
  const wrong = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong';
  const { port } = await scriptedSocket((socket) => {
    socket.on('data', (bytes: Buffer) => {
      const path = /^\w+ (\S+) /.exec(bytes.toString('latin1'))?.[1];
      // The rest of a body.
      if (path === undefined) return;
      const isChunked = next(2) === 0;
      const framed = isChunked
        ? `Transfer-Encoding: chunked\r\n\r\n${path.length.toString(16)}\r\n${path}\r\n0\r\n\r\n`
        : `Content-Length: ${path.length}\r\n\r\n${path}`;
      const answer = `${next(4) === 0 ? 'HTTP/1.1 100 Continue\r\n\r\n' : ''}HTTP/1.1 200 OK\r\n${framed}`;
      // What is said too much comes with the end of an answer: alone, it could be the answer to what the client has just asked, and nobody could tell.
      const cut = 1 + next(answer.length - 1);
      const way = next(10);
      socket.write(answer.slice(0, cut));
      if (way === 0) return void socket.resetAndDestroy();
      setImmediate(() => {
        socket.write(answer.slice(cut) + (way === 1 ? wrong : ''));
        if (way === 2) socket.end();
        if (way === 3) socket.destroy();
      });
    });
  });
  const url = `http://127.0.0.1:${port}/`;
  const { transport } = transportTo(url);
  const seen = { own: 0, lost: 0 };
  const ask = async (worker: number): Promise<void> => {
    for (let number = 0; number < 100; number += 1) {
      const path = `/${worker}-${number}`;
      const method = number % 2 === 0 ? 'PUT' : 'POST';
      const answer = await transport
        .request(putRequest(`${url}${path.slice(1)}`, { method, body: bodyOf(number * 600) }))
        .catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'connection-lost' });
          return null;
        });
      if (answer === null) {
        seen.lost += 1;
        continue;
      }
      expect([answer.status, answer.body.toString()]).toEqual([200, path]);
      seen.own += 1;
    }
  };
  await Promise.all(Array.from({ length: 6 }, (_none, worker) => ask(worker)));
  expect(seen.own).toBeGreaterThan(400);
  expect(seen.lost).toBeGreaterThan(20);
});
