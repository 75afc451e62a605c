import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import { PartProgress, syncIfOffered } from './part-progress.ts';
import { agreesUpTo } from './read-back.ts';
import { resumeOffset } from './resume-offset.ts';
import { sendPart } from './send-part.ts';
import { isMissing, SftpRefusal } from './sftp-refusal.ts';
import type { RemoteHandle, SftpSession } from './sftp-session.ts';
import { openFlags } from './sftp-session.ts';

export interface WritePartOptions {
  readonly session: SftpSession;
  readonly path: string;
  readonly source: UploadSource;
  /** What an earlier attempt left there for certain; null: there was none. */
  readonly trustedBytes: number | null;
  /** Permission bits to give it; null: the server's own. */
  readonly mode: Promise<number | null>;
  /** Read all of it back and compare. */
  readonly verify: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onBytesSent: (bytesSent: number) => void;
  readonly onMark: (trustedBytes: number, confirmedBytes: number) => Promise<void>;
  readonly onVerifying: () => void;
  readonly onStartedOver: () => void;
}

/**
 * Brings a part to the server until it is whole: of the right size, of the source's time, and on its disk where the server can say so. Goes on where
 * an earlier attempt broke off. Throws `size-mismatch`, `checksum-mismatch`, what the source throws, and `SftpRefusal`.
 */
export async function writePart(options: WritePartOptions): Promise<void> {
  const { session, path, source, signal, verify } = options;
  const startByte = await whereToGoOn(options);
  const { write, create, truncate } = openFlags;
  const handle = await session.open(path, startByte === 0 ? write | create | truncate : write, signal);
  let isOpen = true;
  const close = (): Promise<void> => {
    isOpen = false;
    return session.close(handle, signal);
  };
  try {
    if (startByte > 0) {
      await cutOff(options, handle, startByte);
      // Found there, and so got further: a line that breaks again and again still brings the file home.
      await options.onMark(options.trustedBytes ?? 0, startByte);
    }
    await send(options, handle, startByte, close);
  } finally {
    if (isOpen) session.closeLater(handle);
  }
  // Some servers find out only at the end whether they could keep it.
  if (!session.isOrdered) requireSize(session, source, (await session.stat(path, signal)).sizeBytes);
  // Not every server keeps what it had when more is written to it: rclone's stores other bytes in its place, as many as it should be.
  const isDoubtful = startByte > 0 && !session.isOrdered;
  if (!verify && !isDoubtful) return;
  try {
    await compareAll(options);
  } catch (error) {
    // Nothing of it can be gone on with.
    if (isDoubtful && error instanceof UploadError && error.code === 'checksum-mismatch') await session.unlink(path, signal);
    throw error;
  }
}

/** Reads in a handle of its own: servers differ in what they give to one that writes. */
async function whereToGoOn(options: WritePartOptions): Promise<number> {
  const { session, path, source, trustedBytes, signal, onStartedOver } = options;
  if (trustedBytes === null) return 0;
  const handle = await session.open(path, openFlags.read, signal).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  let startByte = 0;
  if (handle !== null) {
    try {
      startByte = await resumeOffset(session, handle, source, trustedBytes, signal);
    } finally {
      session.closeLater(handle);
    }
  }
  if (startByte === 0 && trustedBytes > 0) onStartedOver();
  return startByte;
}

/** Takes off what does not agree; a server that cannot do that gets it written over. */
async function cutOff({ session, signal, onBytesSent }: WritePartOptions, handle: RemoteHandle, sizeBytes: number): Promise<void> {
  await session.truncate(handle, sizeBytes, signal).catch((error: unknown) => {
    if (!(error instanceof SftpRefusal)) throw error;
  });
  onBytesSent(sizeBytes);
}

/** Sends, finishes and closes it. */
async function send(options: WritePartOptions, handle: RemoteHandle, startByte: number, close: () => Promise<void>): Promise<void> {
  const { session, source, clock, signal, onMark, onBytesSent } = options;
  const progress = new PartProgress({ session, handle, clock, signal, startByte, onMark });
  if (source.fingerprint.size === startByte) await source.checkUnchanged();
  const { answered } = await sendPart({
    session,
    handle,
    source,
    startByte,
    clock,
    signal,
    onAcknowledged: ({ totalBytes, contiguousBytes }) => {
      onBytesSent(totalBytes);
      progress.note(contiguousBytes);
    },
  });
  if (!session.isOrdered) {
    await answered;
    options.onVerifying();
    await Promise.all([finish(options, handle), progress.settle()]);
    await close();
    return;
  }
  // In order, the server does the rest after the last of them, so that one trip is enough for all.
  progress.end();
  const finished = finish(options, handle, close);
  await Promise.all([answered.then(() => options.onVerifying()), finished, progress.settle()]);
}

/** Syncs it, sets its time, compares its size, and does `last` in the same trip. */
async function finish(
  { session, source, mode, signal }: WritePartOptions,
  handle: RemoteHandle,
  last: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { modifiedAtMs } = source.fingerprint;
  const bits = await mode;
  const [, , { sizeBytes }] = await Promise.all([
    syncIfOffered(session, handle, signal),
    // Some servers set no times, which costs a file its date and nothing else.
    session.touch(handle, modifiedAtMs, bits, signal).catch((error: unknown) => {
      if (!(error instanceof SftpRefusal)) throw error;
    }),
    session.fstat(handle, signal),
    last(),
  ]);
  requireSize(session, source, sizeBytes);
}

function requireSize({ host }: SftpSession, source: UploadSource, actualBytes: number): void {
  const expectedBytes = source.fingerprint.size;
  if (actualBytes === expectedBytes) return;
  throw new UploadError('size-mismatch', { details: { host, expectedBytes, actualBytes } });
}

async function compareAll({ session, path, source, signal }: WritePartOptions): Promise<void> {
  const { size } = source.fingerprint;
  const handle = await session.open(path, openFlags.read, signal);
  try {
    const agreed = await agreesUpTo(session, handle, source, 0, size, signal);
    if (agreed === size) return;
    throw new UploadError('checksum-mismatch', { details: { host: session.host, reason: `differs-from-byte-${agreed}` } });
  } finally {
    session.closeLater(handle);
  }
}
