import type { Clock } from '../engine/ports.ts';
import type { ConnectOptions } from './connect-to-holder.ts';
import { connectToHolder } from './connect-to-holder.ts';

/** A holder that was stopped takes the question and never answers. */
const longestAnswerMs = 5_000;
/** To write down where every file stands. */
const longestEndMs = 10_000;

/**
 * Asks whoever holds the queue to give it up; true: it does, and has ended the connection or had the time for it. Somebody who works for a person keeps
 * it, and who does not answer in time is taken to keep it. Never rejects.
 */
export async function askToLetGo(options: ConnectOptions): Promise<boolean> {
  const connection = await connectToHolder(options);
  if (connection === null) return false;
  try {
    // Whoever ends while it is asked has let go too.
    const answered = connection.letGo().catch(() => true);
    const letsGo = await inTime(answered, options.clock, longestAnswerMs, false);
    if (letsGo) await inTime(connection.ended, options.clock, longestEndMs, null);
    return letsGo;
  } finally {
    connection.close();
  }
}

function inTime<Value, Late>(promise: Promise<Value>, clock: Clock, longestMs: number, late: Late): Promise<Value | Late> {
  return new Promise((resolve, reject) => {
    const cancelTimer = clock.setTimer(() => resolve(late), longestMs);
    promise.then(resolve, reject).finally(cancelTimer);
  });
}
