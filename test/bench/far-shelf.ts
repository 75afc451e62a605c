import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { ServerShelf } from './server-shelf.ts';

/** The same server at the end of a line: each trip there and back takes `roundTripMs` longer. */
export async function farShelf(shelf: ServerShelf, roundTripMs: number): Promise<ServerShelf> {
  const line = await startFaultProxy(shelf.url);
  await line.set({ latencyMs: roundTripMs / 2 });
  const url = new URL(shelf.url);
  url.port = String(line.port);
  return {
    ...shelf,
    url: url.href,
    close: async () => {
      await line.close();
      await shelf.close();
    },
  };
}
