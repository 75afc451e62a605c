import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Ends a connection without sending what the system still holds for it. TLS sockets know no reset. */
export function resetSocket(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
