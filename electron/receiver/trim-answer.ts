import type { IncomingMessage, ServerResponse } from 'node:http';

// How long a client may go on sending a body that is refused already, before its connection is cut.
const dropBodyForMs = 10_000;

/**
 * Changes what the tus server answers: no CORS headers, for no web page has business here, and no `Connection: close` after an
 * error. Closing while the client still sends resets the connection, and the client would never see the answer; what it still
 * sends is read and dropped instead.
 */
export function trimAnswer(request: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    const headers: unknown = given.at(-1);
    if (!Array.isArray(headers)) return writeHead(...given);
    // A list of names and values by turns, as the tus server's adapter gives it.
    const kept = headers.filter((_entry, index) => !/^(access-control-.*|connection)$/i.test(String(headers[index - (index % 2)])));
    return writeHead(...given.slice(0, -1), kept);
  };
  response.once('finish', () => {
    if (request.complete || request.destroyed) return;
    // The tus server's own listener would fill its buffer and stop.
    request.removeAllListeners('data');
    request.resume();
    const timer = setTimeout(() => request.destroy(), dropBodyForMs);
    request.once('close', () => clearTimeout(timer));
  });
}
