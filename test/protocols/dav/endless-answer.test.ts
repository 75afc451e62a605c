import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { protocolTo } from '../protocol-to.ts';
import { scriptedServer } from '../transport/scripted-server.ts';

const mebibyte = 1024 * 1024;

it('takes no more of an endless answer about one thing than that can need', async () => {
  let givenBytes = 0;
  const server = await scriptedServer((_request, response) => {
    const piece = Buffer.alloc(mebibyte / 4, 'x');
    const give = (): void => {
      if (response.destroyed) return;
      givenBytes += piece.byteLength;
      response.write(piece, give);
    };
    response.writeHead(207, { 'Content-Type': 'application/xml' });
    give();
  });
  const protocol = protocolTo('dav', server.url);
  await protocol.probe(AbortSignal.timeout(20_000));
  // A little more is on its way in the buffers of both ends.
  expect(givenBytes).toBeLessThan(20 * mebibyte);
});
