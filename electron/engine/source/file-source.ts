import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock } from '../ports.ts';
import { giveBack } from './chunk-pool.ts';
import { classifySourceError } from './classify-source-error.ts';
import { fingerprintFrom, fingerprintOf, isOnlyTouched, sameFile } from './fingerprint.ts';
import { HeldSource } from './held-source.ts';
import type { Pace } from './pace.ts';
import { unpaced } from './pace.ts';
import { paced } from './paced.ts';
import { PrefixSum } from './prefix-sum.ts';
import { readAhead } from './read-ahead.ts';
import { requireNoLinks } from './require-no-links.ts';
import type { SmallFileReader } from './small-file-reader.ts';
import { timeDoubtMs } from './time-doubt.ts';
import { untilAborted } from './until-aborted.ts';
import type { Fingerprint, SourcePin, UploadSource } from './upload-source.ts';

/** From this size on a sum is kept of what was read: below, sending again costs less than the sum costs everybody. */
export const provableFromBytes = 2 * 1024 ** 3;

export interface FileSourceRequest extends SourcePin {
  readonly path: string;
  readonly clock: Clock;
  /** Ends every look and read of this source at once, even one that hangs. */
  readonly signal: AbortSignal;
  /** The bandwidth limit; none when left out. */
  readonly pace?: Pace;
  /** A folder in which others may put links: none below it is followed. Left out or null: links are. */
  readonly within?: string | null;
  /** Where small files are read at once; left out: like all others. */
  readonly smallFiles?: SmallFileReader;
  /** `provableFromBytes` when left out. */
  readonly keepsSumFromBytes?: number;
}

export interface FileSource extends UploadSource {
  /** The file as it was last found unchanged, with the sum of what was read of it. */
  pin(): SourcePin;
  /** Resolves once the reads in flight are over and the file is closed; may be called twice. */
  close(): Promise<void>;
}

/** As much as goes out in one write. */
const mostHeldBytes = 64 * 1024;
const worthSyncingBytes = 8 * 1024 ** 2;
/** Twice as long as Linux leaves a page unwritten. */
const longestUnwrittenMs = 60_000;

// Without it, opening a path that became a FIFO would block a thread for ever; Windows has no such flag.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens the pinned file for one attempt. Throws `source-changed` when the file at `path` is no longer the pinned one,
 * and otherwise as `fingerprintOf` does.
 */
export async function openFileSource(request: FileSourceRequest): Promise<FileSource> {
  const { path, signal, within = null } = request;
  const held = await heldWhole(request);
  if (held !== null) return held;
  const opening = open(path, openFlags);
  let handle: FileHandle;
  try {
    handle = await untilAborted(opening, signal);
  } catch (error) {
    // A drive that answers too late: nobody waits for this file any more.
    if (signal.aborted) opening.then((late) => late.close()).catch(() => undefined);
    throw signal.aborted ? signal.reason : classifySourceError(error, path);
  }
  try {
    const source = new OpenFile(handle, request);
    await untilAborted(source.begin(), signal);
    if (within !== null) await untilAborted(requireNoLinks(handle, path, within), signal);
    return source;
  } catch (error) {
    handle.close().catch(() => undefined);
    throw error;
  }
}

/** A small file that is just as it was pinned; null for any other, whatever is the matter with it. */
async function heldWhole(request: FileSourceRequest): Promise<HeldSource | null> {
  const { fingerprint, within = null, smallFiles, clock, signal, path, pace = unpaced } = request;
  const { size } = fingerprint;
  if (smallFiles === undefined || within !== null || size === 0 || size > mostHeldBytes || timeDoubtMs(fingerprint, clock.now()) > 0) {
    return null;
  }
  const askedAtMs = clock.now();
  const reading = smallFiles.read(path, size);
  const file = reading === null ? null : await untilAborted(reading, signal);
  if (file === null || !sameFile(file.before, fingerprint) || !sameFile(file.after, file.before)) return null;
  // A pin of before knew no change time: another write within the same tick would not show.
  if (timeDoubtMs(file.before, askedAtMs) > 0) return null;
  const isAsPinned = file.after.changedAtMs === fingerprint.changedAtMs;
  return new HeldSource({ path, bytes: file.bytes, fingerprint: isAsPinned ? fingerprint : file.after, clock, pace, signal });
}

class OpenFile implements FileSource {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #request: FileSourceRequest;
  readonly #sum: PrefixSum | null;
  #fingerprint: Fingerprint;

  constructor(handle: FileHandle, request: FileSourceRequest) {
    const { path, fingerprint, readPrefix, keepsSumFromBytes = provableFromBytes } = request;
    this.path = path;
    this.#handle = handle;
    this.#request = request;
    this.#fingerprint = fingerprint;
    this.#sum = fingerprint.size >= keepsSumFromBytes ? new PrefixSum(readPrefix) : null;
  }

  get fingerprint(): Fingerprint {
    return this.#fingerprint;
  }

  pin(): SourcePin {
    return { fingerprint: this.#fingerprint, readPrefix: this.#sum?.prefix() ?? null };
  }

  async begin(): Promise<void> {
    await this.#untilWrittenBack();
    await this.#requireSame(await this.#lookAtHandle());
    await this.#untilTimesTell();
  }

  read(startByte: number, endByte: number, signal: AbortSignal): AsyncIterable<Buffer> {
    const { clock, pace = unpaced } = this.#request;
    const chunks = readAhead({ handle: this.#handle, path: this.path, startByte, endByte, signal, clock });
    return paced(this.#sum === null ? chunks : summed(chunks, startByte, this.#sum), pace, signal);
  }

  peek(startByte: number, endByte: number, signal: AbortSignal): AsyncIterable<Buffer> {
    return readAhead({ handle: this.#handle, path: this.path, startByte, endByte, signal, clock: this.#request.clock });
  }

  checkUnchanged(): Promise<void> {
    return untilAborted(this.#look(), this.#request.signal);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #look(): Promise<void> {
    // The open file was the pinned one from the start and keeps its inode busy, so the path with that inode is the open file too.
    await this.#requireSame(await fingerprintOf(this.path));
    if (this.#fingerprint.size === 0) await this.#requireNothingToRead();
  }

  async #lookAtHandle(): Promise<Fingerprint> {
    const stats = await this.#handle.stat({ bigint: true }).catch((error: unknown) => {
      throw classifySourceError(error, this.path);
    });
    if (!stats.isFile()) throw new UploadError('source-not-a-file', { details: { path: this.path } });
    return fingerprintFrom(stats);
  }

  /** Takes over how the file is now when it is the pinned one, or proves to hold what was read of it before. */
  async #requireSame(actual: Fingerprint): Promise<void> {
    const expected = this.#fingerprint;
    const isSame = sameFile(actual, expected) || (isOnlyTouched(actual, expected) && (await this.#provesPrefix(actual)));
    if (!isSame) {
      throw new UploadError('source-changed', {
        details: { path: this.path, expectedBytes: expected.size, actualBytes: actual.size },
      });
    }
    if (actual.changedAtMs !== expected.changedAtMs) this.#fingerprint = actual;
  }

  /** Reads the beginning again and compares its sum. Slow for a large file, and still quicker than to send it again. */
  async #provesPrefix(now: Fingerprint): Promise<boolean> {
    const { clock, signal } = this.#request;
    const before = this.#sum?.prefix() ?? null;
    if (before === null || before.bytes === 0) return false;
    await this.#untilTimesTell(now);
    const again = new PrefixSum(null);
    const chunks = readAhead({ handle: this.#handle, path: this.path, startByte: 0, endByte: before.bytes, signal, clock });
    for await (const chunk of summed(chunks, 0, again)) giveBack(chunk);
    return again.prefix()?.crc === before.crc && sameFile(await this.#lookAtHandle(), now);
  }

  /**
   * A program that has a file in its memory changes it without its times telling, as long as the page that it writes to has not been brought to the disk since
   * it was last written to. Of a small file all is read in a moment.
   */
  async #untilWrittenBack(): Promise<void> {
    const { size, modifiedAtMs } = this.#fingerprint;
    if (size < worthSyncingBytes || Math.abs(this.#request.clock.now() - modifiedAtMs) > longestUnwrittenMs) return;
    // Windows does not let whoever only reads; a disk that fails says so to whoever writes.
    await this.#handle.sync().catch(() => undefined);
  }

  async #untilTimesTell(fingerprint = this.#fingerprint): Promise<void> {
    const { clock } = this.#request;
    const waitMs = timeDoubtMs(fingerprint, clock.now());
    if (waitMs > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, waitMs));
  }

  /** What the system makes up as it is read, as under /proc, says that it is empty. */
  async #requireNothingToRead(): Promise<void> {
    const { bytesRead } = await this.#handle.read(Buffer.alloc(1), 0, 1, 0).catch((error: unknown) => {
      throw classifySourceError(error, this.path);
    });
    if (bytesRead > 0) throw new UploadError('source-not-a-file', { details: { path: this.path } });
  }
}

async function* summed(chunks: AsyncIterable<Buffer>, startByte: number, sum: PrefixSum): AsyncGenerator<Buffer> {
  let offset = startByte;
  for await (const chunk of chunks) {
    sum.note(offset, chunk);
    offset += chunk.byteLength;
    yield chunk;
  }
}
