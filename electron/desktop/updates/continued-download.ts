import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { updateFailed } from './update-error-of.ts';

/** An answer's content, with what is read of it besides. */
export type DownloadAnswer = Readable & Pick<IncomingMessage, 'statusCode' | 'headers'>;

export interface ContinuedDownloadOptions {
  readonly destination: string;
  /** SHA-512 of the whole file, base64. */
  readonly sha512: string;
  /** Asks for the file from a byte on; throws where there is no answer with content. */
  open(fromByte: number): Promise<DownloadAnswer>;
  /** Whether an error says that there is no such byte. */
  isBeyondEnd(error: unknown): boolean;
}

const partEnd = '.part';

/**
 * Downloads a file, and goes on where an earlier try was cut off. What is there of it lies beside the folder of the destination, which electron-updater empties
 * after every failure, under a name of the announced checksum: so no note is needed of what it belongs to, and the checksum of the whole proves both halves.
 * Throws `update-failed` with `damaged` where a file that came in one go is not the announced one.
 */
export async function downloadOn(options: ContinuedDownloadOptions): Promise<void> {
  const { destination, sha512 } = options;
  const part = await partOf(destination, sha512);
  const { hash, bytes } = await readPart(part);
  // Cut off between its last byte and its new name.
  if (bytes > 0 && sumOf(hash) === sha512) return await rename(part, destination);
  if (bytes > 0 && (await fetchRest(options, part, hash, bytes)) === sha512) return await rename(part, destination);
  // Nothing lay there, or not what belongs to the announced file.
  if ((await fetchRest(options, part, createHash('sha512'), 0)) === sha512) return await rename(part, destination);
  await rm(part, { force: true });
  throw updateFailed('damaged');
}

/** Answers the checksum of the whole; null: the rest cannot be had. */
async function fetchRest(
  { open, isBeyondEnd }: ContinuedDownloadOptions,
  part: string,
  hash: Hash,
  fromByte: number,
): Promise<string | null> {
  let answer: DownloadAnswer;
  try {
    answer = await open(fromByte);
  } catch (error) {
    if (fromByte > 0 && isBeyondEnd(error)) return null;
    throw error;
  }
  const isRest = fromByte > 0 && answer.statusCode === 206;
  if (isRest && !answer.headers['content-range']?.startsWith(`bytes ${fromByte}-`)) {
    answer.destroy();
    return null;
  }
  // A server that knows no ranges sends all of it again.
  const counted = isRest ? hash : createHash('sha512');
  const counting = new Transform({
    transform: (block: Buffer, _encoding, done) => {
      counted.update(block);
      done(null, block);
    },
  });
  await pipeline(answer, counting, createWriteStream(part, { flags: isRest ? 'a' : 'w' }));
  return sumOf(counted);
}

/** The one file of which something is kept; what is there of others is removed. */
async function partOf(destination: string, sha512: string): Promise<string> {
  const folder = dirname(dirname(destination));
  const name = `${Buffer.from(sha512, 'base64').toString('hex').slice(0, 32)}${partEnd}`;
  for (const entry of await readdir(folder)) {
    if (entry.endsWith(partEnd) && entry !== name) await rm(join(folder, entry), { force: true });
  }
  return join(folder, name);
}

async function readPart(part: string): Promise<{ readonly hash: Hash; readonly bytes: number }> {
  const hash = createHash('sha512');
  let bytes = 0;
  try {
    for await (const block of createReadStream(part)) {
      const read = block as Buffer;
      hash.update(read);
      bytes += read.byteLength;
    }
  } catch {
    // None, or one that cannot be read: from the beginning.
    return { hash: createHash('sha512'), bytes: 0 };
  }
  return { hash, bytes };
}

/** Of what was counted so far: it goes on being counted. */
function sumOf(hash: Hash): string {
  return hash.copy().digest('base64');
}
