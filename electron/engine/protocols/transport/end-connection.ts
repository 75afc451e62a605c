import type { ClientRequest } from 'node:http';
import { TLSSocket } from 'node:tls';

/**
 * Ends a request and its connection at once. A connection that is merely closed goes on sending what the system already
 * holds for it, for seconds on a slow line; a reset drops it. TLS sockets know no reset.
 */
export function endConnection(request: ClientRequest): void {
  const socket = request.socket;
  if (socket !== null && !socket.destroyed && !socket.connecting && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
  request.destroy();
}
