import { describe, expect, it, vi } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedSocket } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

/** What a PUT of a few bytes comes to at a server that says `answer` to it, and closes the connection then or not. */
async function answerTo(
  answer: string,
  { closes = false, headers = {} }: { readonly closes?: boolean; readonly headers?: Record<string, string> } = {},
) {
  const { port } = await scriptedSocket((socket) => {
    socket.once('data', () => {
      socket.write(answer, 'latin1');
      if (closes) socket.end();
    });
  });
  const url = `http://127.0.0.1:${port}/`;
  const { transport, clock } = transportTo(url);
  const asking = transport.request(putRequest(url, { body: bodyOf(10), headers }));
  const outcome = await asking.then(
    ({ status, headers: given, body }) => ({ status, headers: given, body: body.toString('latin1') }),
    ({ code, failureClass, details: { host: _host, ...details } }) => ({ code, failureClass, details }),
  );
  expect(clock.pendingTimers()).toBe(0);
  transport.close();
  return outcome;
}

const ok = 'HTTP/1.1 200 OK\r\n';
const five = 'Content-Length: 5\r\n\r\nhello';

describe('an answer to a request of one write', () => {
  it.each([
    ['with a length', `${ok}A: b\r\n${five}`],
    ['without a reason', 'HTTP/1.1 204\r\n\r\n'],
    ['of an unknown status', `HTTP/1.1 700 What\r\n${five}`],
    ['of HTTP/1.0', `HTTP/1.0 200 OK\r\n${five}`],
    ['after empty lines', `\r\n\r\n${ok}${five}`],
    ['after words of another kind', `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${ok}${five}`],
    ['with 304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
    ['with 205', `HTTP/1.1 205 Reset Content\r\n${five}`],
    ['in chunks', `${ok}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nA: b\r\n\r\n`],
    ['in chunks and another coding', `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
    ['with odd spaces', `${ok}A:\t b\t c \r\nB:\r\nContent-Length:5 \r\n\r\nhello`],
    ['with letters of Latin-1', `${ok}A: \xe4\xa0\r\n${five}`],
    [
      'with repeated headers',
      `${ok}A: 1\r\na: 2\r\nSet-Cookie: x\r\nSet-Cookie: y\r\nETag: 1\r\nETag: 2\r\nLocation: a\r\nLocation: b\r\n${five}`,
    ],
    ['with odd names', `${ok}__proto__: 1\r\nconstructor: 2\r\n${five}`],
    ['with a long head', `${ok}A: ${'x'.repeat(16_000)}\r\n${five}`],
    ['with more after it', `${ok}${five}HTTP/1.1 500 No\r\n\r\n`],
    ['that is no protocol’s', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['of another version', `HTTP/1.2 200 OK\r\n${five}`],
    ['with two digits', `HTTP/1.1 20 OK\r\n${five}`],
    ['with bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 5\n\nhello'],
    ['with a zero byte', `${ok}A: b\0c\r\n${five}`],
    ['with a value of two lines', `${ok}A: b\r\n c\r\n${five}`],
    ['with a space before a colon', `${ok}A : b\r\n${five}`],
    ['without a colon', `${ok}A b\r\n${five}`],
    ['with a head that is too long', `${ok}A: ${'x'.repeat(17_000)}\r\n${five}`],
    ['with the same length twice', `${ok}Content-Length: 5\r\n${five}`],
    ['with two lengths', `${ok}Content-Length: 6\r\n${five}`],
    ['with a list of lengths', `${ok}Content-Length: 5, 5\r\n\r\nhello`],
    ['with a length that is none', `${ok}Content-Length: 0x5\r\n\r\nhello`],
    ['with a length and chunks', `${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
    ['with a coding without a name', `${ok}Transfer-Encoding: \r\n\r\nhello`],
    ['in chunks that are broken', `${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n`],
    ['in chunks with a bare line feed', `${ok}Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n`],
    ['in chunks that are broken, of a refusal', 'HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nx\r\n'],
  ])('%s is read as Node’s own client reads it', async (_name, answer) => {
    const ours = await answerTo(answer);
    // A header about the connection makes the request go out by Node's client.
    expect(ours).toEqual(await answerTo(answer, { headers: { 'Keep-Alive': 'timeout=5' } }));
  });

  it.each([
    ['before any of it', ''],
    ['in the head', 'HTTP/1.1 200 OK\r\nCon'],
    ['in a body with a length', `${ok}Content-Length: 10\r\n\r\nhello`],
    ['in chunks', `${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`],
    ['in a refusal', 'HTTP/1.1 503 No\r\nContent-Length: 10\r\n\r\nhello'],
    ['at the end of one that has no other', `${ok}\r\nhello`],
    ['at the end of one with an unknown coding', `${ok}Transfer-Encoding: identity\r\n\r\nhello`],
  ])('that breaks off %s is what it is to Node’s own client', async (_name, answer) => {
    const ours = await answerTo(answer, { closes: true });
    expect(ours).toEqual(await answerTo(answer, { closes: true, headers: { 'Keep-Alive': 'timeout=5' } }));
  });

  it('that goes over to another protocol is none', async () => {
    expect(await answerTo('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n')).toMatchObject({
      code: 'wrong-protocol',
    });
  });

  it('that has no end but a reset is half an answer', async () => {
    const { port } = await scriptedSocket((socket) => {
      socket.once('data', () => {
        socket.write(`${ok}\r\nhello`, () => setTimeout(() => socket.resetAndDestroy(), 20));
      });
    });
    const url = `http://127.0.0.1:${port}/`;
    await expect(transportTo(url).transport.request(putRequest(url))).rejects.toMatchObject({
      code: 'connection-lost',
      details: { httpStatus: 200, reason: 'half-answer' },
    });
  });

  it('may come before the server has taken the body', async () => {
    const { port } = await scriptedSocket((socket) => {
      socket.pause();
      socket.write('HTTP/1.1 413 Too Large\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno');
    });
    const url = `http://127.0.0.1:${port}/`;
    const answer = await transportTo(url).transport.request(putRequest(url, { body: bodyOf(64 * 1024) }));
    expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([413, '7', 'no']);
  });

  it('that never begins, or stops in the middle, is a stall', async () => {
    for (const answer of ['', 'HTTP/1.1 20', `${ok}Content-Length: 9\r\n\r\nhello`]) {
      const ended = vi.fn();
      const { port } = await scriptedSocket((socket) => {
        socket.on('close', ended);
        socket.once('data', () => void socket.write(answer === '' ? 'H' : answer));
      });
      const url = `http://127.0.0.1:${port}/`;
      const { transport, clock } = transportTo(url);
      const failed = vi.fn();
      const asking = transport.request(putRequest(url));
      asking.catch(failed);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await clock.advance(119_000);
      expect(failed).not.toHaveBeenCalled();
      await clock.advance(1_000);
      await expect(asking).rejects.toMatchObject({ code: 'stalled' });
      expect(clock.pendingTimers()).toBe(0);
      await vi.waitFor(() => expect(ended).toHaveBeenCalled());
    }
  });
});

describe('a request of one write', () => {
  it('looks as one of Node’s own client', async () => {
    const requests: string[] = [];
    const { port } = await scriptedSocket((socket) => {
      let request = '';
      socket.on('data', (bytes: Buffer) => {
        request += bytes.toString('latin1');
        if (!request.includes('\r\n\r\n') || (request.includes('Length: 10\r') && !request.endsWith('g'.repeat(10)))) return;
        requests.push(request.replace('Keep-Alive: timeout=5\r\n', ''));
        request = '';
        socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const url = `http://127.0.0.1:${port}/a%20b?c=%C3%A4`;
    const { transport } = transportTo(url, { credentials: async () => ({ kind: 'bearer', token: 'secret' }) });
    const headers = { 'X-A': '\xe4', 'x-b': 'c' };
    const asked = [
      { method: 'PUT', body: bodyOf(10) },
      { method: 'PUT', body: null },
      { method: 'MOVE', body: null },
      { method: 'PROPFIND', body: bodyOf(10) },
      { method: 'DELETE', body: null },
      { method: 'HEAD', body: null },
      { method: 'POST', body: bodyOf(0) },
    ] as const;
    for (const one of asked) await transport.request(putRequest(url, { ...one, headers }));
    const ours = requests.splice(0);
    for (const one of asked) await transport.request(putRequest(url, { ...one, headers: { ...headers, 'Keep-Alive': 'timeout=5' } }));
    expect(ours).toEqual(requests);
    expect(ours[0]).toContain('Authorization: Bearer secret\r\n');
  });

  it('with a header of two lines is never sent', async () => {
    const begun = vi.fn();
    const { port } = await scriptedSocket(begun);
    const url = `http://127.0.0.1:${port}/`;
    const { transport } = transportTo(url);
    await expect(transport.request(putRequest(url, { headers: { 'X-A': 'b\r\nX-C: d' } }))).rejects.toMatchObject({
      code: 'ERR_INVALID_CHAR',
    });
    await expect(transport.request(putRequest(url, { headers: { 'X-A\r\nX-C': 'd' } }))).rejects.toMatchObject({
      code: 'ERR_INVALID_HTTP_TOKEN',
    });
    expect(begun).not.toHaveBeenCalled();
  });
});
