import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Status line and headers of an answer as bytes. */
export function answerHead(answer: IncomingMessage): Buffer {
  const lines = [`HTTP/1.1 ${answer.statusCode ?? 0} ${answer.statusMessage ?? ''}`];
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    const name = answer.rawHeaders[index] ?? '';
    if (!/^(connection|keep-alive|transfer-encoding|content-length)$/i.test(name))
      lines.push(`${name}: ${answer.rawHeaders[index + 1] ?? ''}`);
  }
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** Writes the head and half of the body, or half of the head where there is no body, and closes. */
export function writeHalf(socket: Socket, head: Buffer, body: Buffer): void {
  if (body.length === 0) {
    socket.end(head.subarray(0, Math.ceil(head.length / 2)));
    return;
  }
  const end = Buffer.from(`\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.end(Buffer.concat([head, end, body.subarray(0, Math.floor(body.length / 2))]));
}
