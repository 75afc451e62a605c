import { basename } from 'node:path';
import type { Checkpoint, Protocol, Receipt, TargetConflict, TransferRequest } from '../../electron/engine/protocols/protocol.ts';
import type { Fingerprint } from '../../electron/engine/source/upload-source.ts';
import { openSource } from './open-source.ts';

export interface TransferOptions {
  /** Of the file on this machine. */
  readonly path: string;
  readonly relativePath?: string;
  readonly uploadId?: string;
  readonly checkpoint?: Checkpoint | null;
  /** The engine has asked for the file's plan beforehand, and has it on disk. */
  readonly isPlanned?: boolean;
  readonly isFromBefore?: boolean;
  readonly conflict?: TargetConflict;
  readonly verify?: boolean;
  readonly signal?: AbortSignal;
  /** The pinned one; as it is now without it. */
  readonly fingerprint?: Fingerprint;
  readonly onBytesSent?: (bytesSent: number) => void;
}

/** What a transfer told on its way. */
export interface Told {
  readonly sent: number[];
  readonly checkpoints: { readonly checkpoint: Checkpoint; readonly bytesConfirmed: number }[];
  /** In order, with the number of bytes told before. */
  readonly events: string[];
}

export interface Transferred extends Told {
  readonly outcome: { readonly ok: true; readonly receipt: Receipt } | { readonly ok: false; readonly error: unknown };
  /** The last one; what a next attempt would get. */
  readonly checkpoint: Checkpoint | null;
}

let uploads = 0;

/** One attempt at one file, as the engine's runner makes it, with all that it told. Never rejects for what the protocol does. */
export async function transferFile(protocol: Protocol, options: TransferOptions): Promise<Transferred> {
  const { path, checkpoint = null, conflict = 'rename', verify = false } = options;
  const relativePath = options.relativePath ?? basename(path);
  const told: Told = { sent: [], checkpoints: [], events: [] };
  const source = await openSource(path, options.fingerprint === undefined ? {} : { fingerprint: options.fingerprint });
  uploads += 1;
  const uploadId = options.uploadId ?? `upload-${uploads}`;
  const target = { relativePath, fileName: basename(relativePath), contentType: 'application/octet-stream', conflict };
  const plan = options.isPlanned === true ? (protocol.plan?.({ uploadId, target }) ?? null) : null;
  const request: TransferRequest = {
    uploadId,
    source,
    target,
    checkpoint,
    ...(plan === null ? {} : { plan }),
    isFromBefore: options.isFromBefore ?? false,
    verify,
    signal: options.signal ?? new AbortController().signal,
    onBytesSent: (bytesSent) => {
      told.sent.push(bytesSent);
      options.onBytesSent?.(bytesSent);
    },
    onCheckpoint: async (next, bytesConfirmed) => {
      told.checkpoints.push({ checkpoint: JSON.parse(JSON.stringify(next)) as Checkpoint, bytesConfirmed });
    },
    onVerifying: () => told.events.push('verifying'),
    onStartedOver: () => told.events.push('started over'),
  };
  let outcome: Transferred['outcome'];
  try {
    outcome = { ok: true, receipt: await protocol.transfer(request) };
  } catch (error) {
    outcome = { ok: false, error };
  } finally {
    await source.close();
  }
  return { ...told, outcome, checkpoint: told.checkpoints.at(-1)?.checkpoint ?? plan ?? checkpoint };
}

/** The receipt, or a failing test that shows the error. */
export function receiptOf({ outcome }: Transferred): Receipt {
  if (!outcome.ok) throw outcome.error;
  return outcome.receipt;
}

/** The error, or a failing test. */
export function errorOf({ outcome }: Transferred): unknown {
  if (outcome.ok) throw new Error(`it was ${outcome.receipt.result}`);
  return outcome.error;
}
