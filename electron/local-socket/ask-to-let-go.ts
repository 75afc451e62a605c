import type { ConnectOptions } from './connect-to-holder.ts';
import { connectToHolder } from './connect-to-holder.ts';

/** Asks whoever holds the queue to give it up; true: it does, and has ended the connection. Somebody who works for a person keeps it. Never rejects. */
export async function askToLetGo(options: ConnectOptions): Promise<boolean> {
  const connection = await connectToHolder(options);
  if (connection === null) return false;
  try {
    // Whoever ends while it is asked has let go too.
    const letsGo = await connection.letGo().catch(() => true);
    if (letsGo) await connection.ended;
    return letsGo;
  } finally {
    connection.close();
  }
}
