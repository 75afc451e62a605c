import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { recordWire } from '../kill/record-wire.ts';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { waitUntil } from './parts/wait-until.ts';
import { startHttpFaultProxy } from './start-http-fault-proxy.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** More than the system keeps in its buffers on both connections. */
const bodyBytes = 32 * 1024 * 1024;

/** Answers as soon as it has a request's head, and reads the body after that. */
async function startEarlyAnswerer(): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(201, { 'Content-Length': '0' }).end();
    request.resume();
  });
  const listening = await listenOnLoopback(server);
  open.push(() => listening.close());
  return `${listening.origin}/`;
}

it.each([
  ['the recorder of the wire', recordWire],
  ['the proxy that does faults', startHttpFaultProxy],
])('goes on with a connection whose server answered before it had the body: %s', async (_name, start) => {
  const proxy = await start(await startEarlyAnswerer());
  open.push(() => proxy.close());
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  open.push(() => void socket.destroy());
  let answers = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answers += text;
  });
  socket.write(`POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: ${bodyBytes}\r\n\r\n`);
  socket.write(Buffer.alloc(bodyBytes));
  socket.write('POST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nend');
  const answered = (): number => answers.split('HTTP/1.1 201').length - 1;
  await waitUntil('both are answered', () => answered() >= 2, 10_000);
  expect(answered()).toBe(2);
});
