import type { Socket } from 'node:net';

/**
 * What a library writes in many small pieces goes out in one trip to the system: all that is written in one turn of the event loop. The answer is
 * called before something is written; what follows from bytes that arrive is looked after here. `onTurnEnd` may still add to it. Call it before
 * anybody else listens for `data`.
 */
export function batchWrites(socket: Socket, onTurnEnd: () => void = () => undefined): () => void {
  let isHeld = false;
  const hold = (): void => {
    if (isHeld) return;
    isHeld = true;
    socket.cork();
    setImmediate(() => {
      onTurnEnd();
      isHeld = false;
      socket.uncork();
    });
  };
  socket.on('data', hold);
  return hold;
}
