import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { Clock } from '../../../electron/engine/ports.ts';
import type { Protocol, ProtocolOptions, TransferRequest } from '../../../electron/engine/protocols/protocol.ts';
import type { ProtocolTable } from '../../../electron/engine/protocols/registry.ts';
import { sleepOn } from '../../../electron/engine/source/sleep-on.ts';
import { stored } from '../fake-server.ts';
import { tableOf } from '../table-of.ts';

/** What the server does to a request of this moment; null: it takes it. */
export type Weather = (atMs: number, request: number) => UploadError | null;

export interface StormRequest {
  readonly kind: 'create' | 'send' | 'probe' | 'discard';
  /** Milliseconds since the epoch at which it reached the server. */
  readonly at: number;
  /** It came although an answer before it had asked for silence until later. */
  readonly isTooEarly: boolean;
  readonly isRefused: boolean;
}

export interface StormServer {
  readonly table: ProtocolTable;
  weather: Weather;
  /** Whether the probe meets the weather too; a proxy in front may answer it instead. */
  probeSeesWeather: boolean;
  readonly requests: StormRequest[];
  /** How often each file arrived whole, by its name. */
  readonly arrived: Map<string, number>;
  mostAtOnce: number;
  /** How long each request takes. */
  latencyMs: number;
}

/** A server of which every file takes two requests, all of them under one weather. It counts and forgets nothing. */
export function createStormServer(clock: Clock): StormServer {
  let silentUntil = 0;
  let atOnce = 0;
  const begun = new Set<string>();

  async function ask(kind: StormRequest['kind'], options: ProtocolOptions, signal: AbortSignal): Promise<void> {
    // As the transport does for every request, whatever it is for.
    await options.credentials();
    signal.throwIfAborted();
    const at = clock.now();
    const seesWeather = kind !== 'probe' || server.probeSeesWeather;
    const refusal = seesWeather ? server.weather(at, server.requests.length) : null;
    server.requests.push({ kind, at, isTooEarly: at < silentUntil, isRefused: refusal !== null });
    atOnce += 1;
    server.mostAtOnce = Math.max(server.mostAtOnce, atOnce);
    try {
      await sleepOn(clock)(server.latencyMs, signal);
    } finally {
      atOnce -= 1;
    }
    if (refusal === null) return;
    // The time is counted from the answer, which is when we hear of it.
    if (refusal.retryAfterMs !== null) silentUntil = Math.max(silentUntil, clock.now() + refusal.retryAfterMs);
    throw refusal;
  }

  const create = (options: ProtocolOptions): Protocol => ({
    isResumable: true,
    transfer: async (request: TransferRequest) => {
      const { size } = request.source.fingerprint;
      const name = request.target.relativePath;
      if (!begun.has(name)) await ask('create', options, request.signal);
      begun.add(name);
      await request.onCheckpoint({ name }, 0);
      await ask('send', options, request.signal);
      request.onBytesSent(size);
      server.arrived.set(name, (server.arrived.get(name) ?? 0) + 1);
      return stored;
    },
    discard: (_checkpoint, signal) => ask('discard', options, signal),
    probe: async (signal) => {
      await ask('probe', options, signal);
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    },
    suspectConnections: () => undefined,
    close: () => undefined,
  });
  const server: StormServer = {
    table: tableOf(create),
    weather: () => null,
    probeSeesWeather: true,
    requests: [],
    arrived: new Map(),
    mostAtOnce: 0,
    latencyMs: 20,
  };
  return server;
}

/** 503 with what the server said of when to come back. */
export function busy(retryAfterMs: number | null): UploadError {
  return new UploadError('server-busy', { details: { httpStatus: 503 }, ...(retryAfterMs === null ? {} : { retryAfterMs }) });
}
