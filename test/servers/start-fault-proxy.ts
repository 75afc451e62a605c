import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { FaultyFlow } from './parts/faulty-flow.ts';
import { SharedRate } from './parts/shared-rate.ts';

export interface FaultSettings {
  /** Milliseconds that every byte takes in each direction. */
  readonly latencyMs: number;
  /** For all connections together, in each direction; 0 for no limit. */
  readonly bytesPerSecond: number;
  /** A connection is reset as soon as this many bytes of the client's went through it; 0 for never. */
  readonly cutAfterBytes: number;
  /** A connection moves no more bytes either way as soon as this many of the client's went through it; 0 for never. */
  readonly silentAfterBytes: number;
  /**
   * `pass` forwards. `refuse` takes no connection (ECONNREFUSED); open ones go on. `silent` keeps all connections open and
   * moves no byte. `reset` resets open connections and every new one.
   */
  readonly mode: 'pass' | 'refuse' | 'silent' | 'reset';
}

export interface FaultCounters {
  readonly connectionsAccepted: number;
  readonly connectionsOpen: number;
  /** Of these, the ones that have fallen silent after so many bytes. */
  readonly connectionsSilent: number;
  /** Bytes of clients that reached the target. */
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface FaultProxy {
  /** The target's URL with this proxy's port in it. */
  readonly url: string;
  readonly port: number;
  /** Changes what is given, at once and also for open connections. */
  set(settings: Partial<FaultSettings>): Promise<void>;
  readonly mode: FaultSettings['mode'];
  /** New connections lead there from now on. */
  setTarget(targetUrl: string): void;
  /** Resets all open connections. */
  killConnections(): void;
  counters(): FaultCounters;
  close(): Promise<void>;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A TCP proxy in front of `targetUrl` that can be slow, silent, refusing and cutting. It does not look at the bytes. */
export async function startFaultProxy(targetUrl: string): Promise<FaultProxy> {
  let target = new URL(targetUrl);
  const { protocol, pathname } = target;
  let settings: FaultSettings = { latencyMs: 0, bytesPerSecond: 0, cutAfterBytes: 0, silentAfterBytes: 0, mode: 'pass' };
  const rates = { up: new SharedRate(() => settings.bytesPerSecond), down: new SharedRate(() => settings.bytesPerSecond) };
  const open = new Set<() => void>();
  const sentUpOf = new Map<() => void, () => number>();
  const flows = new Set<FaultyFlow>();
  let connectionsAccepted = 0;
  let bytesUp = 0;
  let bytesDown = 0;
  const isSilent = (sentUp: number) => settings.silentAfterBytes > 0 && sentUp >= settings.silentAfterBytes;

  const accept = (client: Socket) => {
    connectionsAccepted += 1;
    if (settings.mode === 'reset') return void client.resetAndDestroy();
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true, allowHalfOpen: true });
    let sentUp = 0;
    const isHeld = () => settings.mode === 'silent' || isSilent(sentUp);
    const latencyMs = () => settings.latencyMs;
    const up = new FaultyFlow(client, upstream, {
      isHeld,
      latencyMs,
      rate: rates.up,
      allow: (bytes) => (settings.cutAfterBytes === 0 ? bytes : Math.max(0, Math.min(bytes, settings.cutAfterBytes - sentUp))),
      onDelivered: (bytes) => {
        sentUp += bytes;
        bytesUp += bytes;
        // The target's side is closed in order, so that it has the bytes up to the cut before it learns of it.
        if (settings.cutAfterBytes > 0 && sentUp >= settings.cutAfterBytes) upstream.end(() => reset());
      },
    });
    const down = new FaultyFlow(upstream, client, {
      isHeld,
      latencyMs,
      rate: rates.down,
      allow: (bytes) => bytes,
      onDelivered: (bytes) => {
        bytesDown += bytes;
      },
    });
    flows.add(up).add(down);
    const reset = () => {
      up.stop();
      down.stop();
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    open.add(reset);
    sentUpOf.set(reset, () => sentUp);
    for (const socket of [client, upstream]) socket.on('error', reset);
    const forget = () => {
      if (!client.closed || !upstream.closed) return;
      open.delete(reset);
      sentUpOf.delete(reset);
      flows.delete(up);
      flows.delete(down);
    };
    client.on('close', forget);
    upstream.on('close', forget);
  };

  const newServer = () => createServer({ noDelay: true, allowHalfOpen: true }, accept);
  let server = newServer();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const killConnections = () => {
    for (const reset of open) reset();
  };

  return {
    url: `${protocol}//127.0.0.1:${port}${pathname}`,
    port,
    get mode() {
      return settings.mode;
    },
    setTarget: (url) => {
      target = new URL(url);
    },
    set: async (changes) => {
      const before = settings.mode;
      settings = { ...settings, ...changes };
      if (settings.mode === 'refuse' && before !== 'refuse') server.close();
      if (settings.mode !== 'refuse' && before === 'refuse') {
        server = newServer();
        await listen(server, port);
      }
      if (settings.mode === 'reset') killConnections();
      for (const flow of flows) flow.wake();
    },
    killConnections,
    counters: () => ({
      connectionsAccepted,
      connectionsOpen: open.size,
      connectionsSilent: [...sentUpOf.values()].filter((sentUp) => isSilent(sentUp())).length,
      bytesUp,
      bytesDown,
    }),
    close: () =>
      new Promise((resolve) => {
        killConnections();
        if (!server.listening) return resolve();
        server.close(() => resolve());
      }),
  };
}
