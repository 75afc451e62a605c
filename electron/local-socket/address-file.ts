import { lstatSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../host/replace-file.ts';
import { holderHosts } from './socket-protocol.ts';

const addressFileName = 'local-socket.json';

/** What a later Gantry adds is not looked at. */
const addressSchema = z.object({
  version: z.literal(1),
  /** Path of a Unix socket, or the name of a Windows pipe. */
  address: z.string().min(1).max(1_000),
  /** Whoever can read it is the person whose queue this is. */
  token: z.string().min(20).max(200),
  /** Who that is, for the words of whoever finds it silent. */
  processId: z.int().positive(),
  host: z.enum(holderHosts),
});
export type SocketAddress = z.infer<typeof addressSchema>;

/** Says where the holder of a data directory listens and what must be said first, in a file that only its owner can read. Throws what the system says. */
export function writeAddressFile(dataDirectory: string, address: SocketAddress): void {
  replaceFile(join(dataDirectory, addressFileName), `${JSON.stringify(address)}\n`);
}

/** For the lock's holder alone. */
export function removeAddressFile(dataDirectory: string): void {
  rmSync(join(dataDirectory, addressFileName), { force: true });
}

/**
 * Where the holder of a data directory listens, or listened before it was killed; null when nobody says so. A file that belongs to somebody else or
 * that others may write is not believed: it could lead anywhere. `userId` null: this system knows none.
 */
export function readAddressFile(dataDirectory: string, userId: number | null): SocketAddress | null {
  const path = join(dataDirectory, addressFileName);
  try {
    const { uid, mode } = lstatSync(path);
    if (userId !== null && (uid !== userId || (mode & 0o077) !== 0)) return null;
    const parsed = addressSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
