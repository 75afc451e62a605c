import type { Checkpoint } from '../protocol.ts';
import type { ContentCrc } from './content-crc.ts';
import { contentCrcs } from './content-crc.ts';

/** What is known of a part that the server took. */
export interface KnownPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
  /** Hexadecimal MD5 or base64 CRC of what was read for it, as the upload proves its parts; `-` where nothing is proven. */
  readonly sum: string;
}

interface Common {
  /** Under the destination; differs from the wished one when that name was taken. */
  readonly relativePath: string;
  /** Nobody had that name when we chose it. */
  readonly wasFree: boolean;
  /** Milliseconds since the epoch by the server's clock. */
  readonly beganAtMs: number;
}

/** One PUT was about to be sent. */
export interface SingleCheckpoint extends Common {
  readonly step: 'single';
}

/** An upload in parts was about to be begun: the server may have it, and its answer is lost. */
export interface CreatingCheckpoint extends Common {
  readonly step: 'creating';
}

export interface PartsCheckpoint extends Common {
  readonly step: 'parts';
  readonly uploadId: string;
  readonly partBytes: number;
  /** Which sum the server compares of this upload; of `md5` it only tells. */
  readonly proof: ContentCrc | 'md5';
  /** It compares the CRC of the whole object as well, and not one of the parts' own. */
  readonly isOfWhole: boolean;
  readonly parts: readonly KnownPart[];
}

export type S3Checkpoint = SingleCheckpoint | CreatingCheckpoint | PartsCheckpoint;

export function writeS3Checkpoint(checkpoint: S3Checkpoint): Checkpoint {
  const { relativePath, wasFree, beganAtMs, step } = checkpoint;
  const common = { protocol: 's3', relativePath, wasFree, beganAtMs, step };
  if (checkpoint.step !== 'parts') return common;
  const { uploadId, partBytes, proof, isOfWhole } = checkpoint;
  // One text for all parts: there may be ten thousand.
  const parts = checkpoint.parts
    .map(({ number, etag, sum }) => (sum === etag ? `${number} ${etag}` : `${number} ${etag} ${sum}`))
    .join('\n');
  return { ...common, uploadId, partBytes, proof, isOfWhole, parts };
}

/** null for anything that is not a checkpoint of an upload to S3. */
export function readS3Checkpoint(checkpoint: Checkpoint | null): S3Checkpoint | null {
  if (checkpoint === null || checkpoint['protocol'] !== 's3') return null;
  const { relativePath, wasFree, beganAtMs, step, uploadId, partBytes, isOfWhole, parts } = checkpoint;
  if (typeof relativePath !== 'string' || typeof wasFree !== 'boolean' || typeof beganAtMs !== 'number') return null;
  const common = { relativePath, wasFree, beganAtMs };
  if (step === 'single' || step === 'creating') return { ...common, step };
  if (step !== 'parts' || typeof uploadId !== 'string' || uploadId === '' || typeof isOfWhole !== 'boolean') return null;
  const proof = ([...contentCrcs, 'md5'] as const).find((known) => known === checkpoint['proof']);
  if (proof === undefined) return null;
  if (typeof partBytes !== 'number' || !Number.isSafeInteger(partBytes) || partBytes <= 0 || typeof parts !== 'string') return null;
  const known = parts
    .split('\n')
    .filter((line) => line !== '')
    .map(readPart);
  return { ...common, step, uploadId, partBytes, proof, isOfWhole, parts: known.filter((part) => part !== null) };
}

function readPart(line: string): KnownPart | null {
  const [numberText = '', etag = '', sum = etag] = line.split(' ');
  const number = Number(numberText);
  return Number.isSafeInteger(number) && number > 0 && etag !== '' ? { number, etag, sum } : null;
}
