import type { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Clock } from '../../electron/engine/ports.ts';
import type {
  Checkpoint,
  FoundFile,
  PlannedFile,
  Probe,
  Protocol,
  Receipt,
  TransferRequest,
  UnfinishedUploads,
} from '../../electron/engine/protocols/protocol.ts';
import type { ProtocolTable } from '../../electron/engine/protocols/registry.ts';
import { tableOf } from './table-of.ts';

export type TransferScript = (request: TransferRequest, call: number) => Promise<Receipt>;

export const stored: Receipt = { result: 'stored', verification: 'size', location: null };

/** A destination whose every answer a test decides, and that remembers what it was asked. */
export interface FakeServer {
  readonly table: ProtocolTable;
  /** What a transfer does; `call` counts all of them from 1. */
  onTransfer: TransferScript;
  onProbe: () => Promise<Probe>;
  onDiscard: (checkpoint: Checkpoint, signal: AbortSignal) => Promise<void>;
  readonly asked: { readonly kind: 'transfer' | 'probe' | 'discard' | 'page' | 'look'; readonly at: number; readonly name: string }[];
  readonly discarded: Checkpoint[];
  /** What is there already; null: the server does not say. */
  files: FoundFile[] | null;
  canList: boolean;
  canLook: boolean;
  isCaseBlind: boolean;
  /** Files in one page of a list. */
  pageSize: number;
  /** Before each page and each look; may throw. */
  onLook: (what: 'page' | 'look', name: string) => Promise<void>;
  /** What it says of unfinished uploads; undefined: it has no such thing. */
  unfinished: UnfinishedUploads | undefined;
  /** What it would write down of each file before its first byte. */
  onPlan: (file: PlannedFile) => Checkpoint | null;
  /** How often each file was tried, by its relative path. */
  readonly tries: Map<string, number>;
  readonly arrived: string[];
  active: number;
  mostActive: number;
  closedInstances: number;
  /** How often the engine said that connections may be dead. */
  suspicions: number;
}

/** A resumable server that takes everything, until a test says otherwise. */
export function createFakeServer(clock: Clock): FakeServer {
  let calls = 0;
  async function* list(folder: string): AsyncIterable<readonly FoundFile[]> {
    const below = (server.files ?? []).filter(({ relativePath }) => folder === '' || relativePath.startsWith(`${folder}/`));
    for (let index = 0; index === 0 || index < below.length; index += server.pageSize) {
      server.asked.push({ kind: 'page', at: clock.now(), name: folder });
      await server.onLook('page', folder);
      yield below.slice(index, index + server.pageSize);
    }
  }
  async function look(relativePath: string): Promise<FoundFile | null> {
    server.asked.push({ kind: 'look', at: clock.now(), name: relativePath });
    await server.onLook('look', relativePath);
    const isSame = server.isCaseBlind
      ? (one: string): boolean => one.toLowerCase() === relativePath.toLowerCase()
      : (one: string): boolean => one === relativePath;
    return server.files?.find((file) => isSame(file.relativePath)) ?? null;
  }
  const create = (): Protocol => ({
    ...(server.unfinished === undefined ? {} : { unfinished: server.unfinished }),
    isResumable: true,
    plan: (file) => server.onPlan(file),
    transfer: async (request) => {
      calls += 1;
      const name = request.target.relativePath;
      server.asked.push({ kind: 'transfer', at: clock.now(), name });
      server.tries.set(name, (server.tries.get(name) ?? 0) + 1);
      server.active += 1;
      server.mostActive = Math.max(server.mostActive, server.active);
      try {
        const receipt = await server.onTransfer(request, calls);
        server.arrived.push(name);
        return receipt;
      } finally {
        server.active -= 1;
      }
    },
    discard: async (checkpoint, signal) => {
      server.asked.push({ kind: 'discard', at: clock.now(), name: '' });
      await server.onDiscard(checkpoint, signal);
      server.discarded.push(checkpoint);
    },
    probe: () => {
      server.asked.push({ kind: 'probe', at: clock.now(), name: '' });
      return server.onProbe();
    },
    ...(server.canList ? { list } : {}),
    ...(server.canLook ? { look } : {}),
    suspectConnections: () => {
      server.suspicions += 1;
    },
    close: () => {
      server.closedInstances += 1;
    },
  });
  const server: FakeServer = {
    table: tableOf(create),
    onTransfer: sendWhole,
    onProbe: async () => ({ isResumable: true, maxFileSizeBytes: null, serverName: null }),
    onDiscard: async () => undefined,
    files: null,
    canList: false,
    canLook: false,
    isCaseBlind: false,
    pageSize: 1_000,
    onLook: async () => undefined,
    asked: [],
    discarded: [],
    unfinished: undefined,
    onPlan: () => null,
    tries: new Map(),
    arrived: [],
    active: 0,
    mostActive: 0,
    closedInstances: 0,
    suspicions: 0,
  };
  return server;
}

/** Sends everything, and has it confirmed. */
export const sendWhole: TransferScript = async (request) => {
  const { size } = request.source.fingerprint;
  request.onBytesSent(size);
  request.onVerifying();
  return stored;
};

/** Sends and has confirmed up to `bytes`. */
export async function confirm(request: TransferRequest, bytes: number): Promise<void> {
  request.onBytesSent(bytes);
  await request.onCheckpoint({ offset: bytes }, bytes);
}

/** Hangs until it is stopped, as a transfer does on a slow line. */
export function hang(request: TransferRequest): Promise<never> {
  const { signal } = request;
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Has so many bytes confirmed, then hangs. */
export const confirmThenHang =
  (bytes: number): TransferScript =>
  async (request) => {
    await confirm(request, bytes);
    return hang(request);
  };

export function failWith(error: () => UploadError): TransferScript {
  return async () => {
    throw error();
  };
}
