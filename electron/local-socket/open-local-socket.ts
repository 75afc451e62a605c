import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import type { Engine } from '../engine/engine.ts';
import type { Clock, Log, Randomness } from '../engine/ports.ts';
import type { KeptSettings } from '../requests/kept-settings.ts';
import { removeAddressFile, writeAddressFile } from './address-file.ts';
import type { LocalSession } from './local-session.ts';
import { createLocalSession } from './local-session.ts';
import type { SocketPlace } from './prepare-socket-place.ts';
import { prepareSocketPlaces } from './prepare-socket-place.ts';
import { removeLeftSocket } from './remove-left-socket.ts';
import { socketHandlersFor } from './socket-handlers.ts';
import type { HolderHost } from './socket-protocol.ts';
import { protocolVersion } from './socket-protocol.ts';
import type { AskAboutKey } from './trust-by-person.ts';

export interface LocalSocketOptions {
  readonly dataDirectory: string;
  readonly engine: Engine;
  readonly settings: KeptSettings;
  readonly ports: { readonly clock: Clock; readonly log: Log; readonly randomness: Randomness };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly host: HolderHost;
  /** Of Gantry. */
  readonly version: string;
  /** Somebody else wants to hold the queue; true: it is given up now. Left out: it is kept. */
  readonly letGo?: () => boolean;
  /** Left out: whom to trust cannot be asked here, and is refused to programs. */
  readonly askAboutKey?: AskAboutKey;
}

export interface LocalSocket {
  /** How many commands follow what the queue does and rely on this process. */
  followers(): number;
  /** Calls back whenever that number changes. Returns its own end. */
  onFollowersChange(listener: () => void): () => void;
  /** Says goodbye to everybody and takes the socket away. Before the engine is closed. */
  close(): Promise<void>;
}

const mostConnections = 64;
/** For answers that are being given; after that the connection is cut. */
const goodbyeMs = 1_000;

/**
 * Opens the socket of the queue's holder: see `docs/local-api.md`. Only for the process that has the lock of the data directory, so that a socket
 * which a crash left is replaced by nobody else. Where no socket can be made it is logged, and null: the queue works without.
 */
export async function openLocalSocket(options: LocalSocketOptions): Promise<LocalSocket | null> {
  const { dataDirectory, engine, environment } = options;
  const { clock, log, randomness } = options.ports;
  const userId = process.getuid?.() ?? null;
  const token = randomBytes(32).toString('base64url');
  const sessions = new Map<Socket, LocalSession>();
  const listeners = new Set<() => void>();
  let followers = 0;
  let isHandedOver = false;

  // What cannot be taken away, as on a disk that only reads, is no reason to send nothing or to keep the engine open.
  const quietly = (remove: () => void): void => {
    try {
      remove();
    } catch (error) {
      log.write('warn', 'local-socket-not-removed', { error });
    }
  };

  removeLeftSocket(dataDirectory, log);
  const handlers = socketHandlersFor(options.askAboutKey ?? null);
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const session = createLocalSession({
      connection: {
        write: (text) => void socket.write(text),
        waitingBytes: () => socket.writableLength,
        pause: () => void socket.pause(),
        resume: () => void socket.resume(),
        end: () => void socket.end(),
        destroy: () => void socket.destroy(),
      },
      ...{ engine, settings: options.settings, handlers, clock, log },
      hello: { hello: protocolVersion, gantry: options.version, host: options.host },
      token,
      onFollowing: (isFollowing) => {
        followers += isFollowing ? 1 : -1;
        for (const listener of [...listeners]) listener();
      },
      letGo: () => {
        const letsGo = options.letGo?.() ?? false;
        isHandedOver ||= letsGo;
        return letsGo;
      },
    });
    sessions.set(socket, session);
    socket.on('data', (bytes) => session.take(bytes));
    socket.on('drain', () => session.drained());
    // Told by 'close', which follows.
    socket.on('error', () => undefined);
    socket.on('end', () => session.heardAll());
    socket.on('close', () => {
      sessions.delete(socket);
      session.closed();
    });
  });
  server.maxConnections = mostConnections;
  server.on('error', (error) => log.write('warn', 'local-socket-trouble', { error }));

  const places = prepareSocketPlaces({
    ...{ dataDirectory, environment, userId, randomness },
    ...{ platform: process.platform, temporaryDirectory: tmpdir() },
  });
  const place = await listenAtFirst(server, places, log);
  if (place === null) return null;
  try {
    if (process.platform !== 'win32') chmodSync(place.address, 0o600);
    writeAddressFile(dataDirectory, { version: 1, address: place.address, token, processId: process.pid, host: options.host });
  } catch (error) {
    log.write('warn', 'local-socket-not-opened', { error });
    server.close();
    quietly(() => place.remove());
    return null;
  }
  log.write('info', 'local-socket', { address: place.address });

  return {
    followers: () => followers,
    onFollowersChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      // First, so that nobody new comes.
      quietly(() => removeAddressFile(dataDirectory));
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions.values()) session.sayGoodbye(isHandedOver ? 'handed-over' : 'closing');
      const cancelTimer = clock.setTimer(() => {
        for (const socket of sessions.keys()) socket.destroy();
      }, goodbyeMs);
      await closed;
      cancelTimer();
      quietly(() => place.remove());
    },
  };
}

/** Listens at the first place at which the system lets us; null when there is none. */
async function listenAtFirst(server: Server, places: Iterable<SocketPlace>, log: Log): Promise<SocketPlace | null> {
  try {
    for (const place of places) {
      const problem = await new Promise<unknown>((resolve) => {
        server.once('error', resolve);
        server.listen(place.address, () => {
          server.removeListener('error', resolve);
          resolve(null);
        });
      });
      if (problem === null) return place;
      log.write('warn', 'local-socket-place-refused', { address: place.address, error: problem });
      place.remove();
    }
    log.write('warn', 'local-socket-not-opened');
  } catch (error) {
    // Without a file handle left not even a folder can be removed.
    log.write('warn', 'local-socket-not-opened', { error });
  }
  return null;
}
