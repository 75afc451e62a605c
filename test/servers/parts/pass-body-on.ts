import type { ClientRequest } from 'node:http';

/**
 * Gives a body to a request piece by piece, each once the one before is out, and ends it. Not by `pipe` or `pipeline`: once a server has answered
 * before it has the whole body, Node tells a request of no drain any more, so that these wait for ever, and whatever comes next on the client's
 * connection with them. Rejects when either side breaks.
 */
export async function passBodyOn(body: AsyncIterable<Buffer>, outgoing: ClientRequest): Promise<void> {
  for await (const piece of body) {
    await new Promise<void>((resolve, reject) => {
      outgoing.write(piece, (error) => (error ? reject(error) : resolve()));
    });
  }
  outgoing.end();
}
