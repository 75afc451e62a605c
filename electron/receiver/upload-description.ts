import { createHash, randomBytes } from 'node:crypto';
import { checkRelativePath } from './check-relative-path.ts';
import { Refusal } from './refusal.ts';
import { parseUploadMetadata } from './upload-metadata.ts';

/** `rename` gives a file whose name is taken a number; `skip` stores nothing where a file of that size is there. */
export type Conflict = 'overwrite' | 'skip' | 'rename';

/** What a client said of an upload when it created it. */
export interface UploadDescription {
  /** 32 hexadecimal digits: the last part of its URL and the name of its data. */
  readonly id: string;
  /** Bytes. */
  readonly length: number;
  /** Where it shall go; the file's name last. */
  readonly segments: readonly string[];
  readonly conflict: Conflict;
  /** Milliseconds since the epoch, for the finished file; null where the client did not say. */
  readonly modifiedAtMs: number | null;
  /** The header as it came: HEAD gives it back (tus 1.0, creation). */
  readonly metadata: string;
}

/** The first half of an id: the same for all versions of one upload. */
export function uploadKeyOf(id: string): string {
  return id.slice(0, 16);
}

function hashed(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function conflictOf(value: string | undefined): Conflict {
  switch (value) {
    case 'overwrite':
    case 'skip':
    case 'rename':
      return value;
    // Nobody can be asked here.
    case 'ask':
    case undefined:
      return 'rename';
    default:
      throw new Refusal(400, 'Upload-Metadata: conflict is none of overwrite, skip and rename.');
  }
}

function modifiedAtOf(value: string | undefined): number | null {
  if (value === undefined || value === '') return null;
  const modifiedAtMs = Number(value);
  // The limit of ECMAScript's time: beyond it a file system would get nonsense.
  if (!(Math.abs(modifiedAtMs) <= 8.64e15)) throw new Refusal(400, 'Upload-Metadata: mtime is not a time in milliseconds.');
  return modifiedAtMs;
}

/**
 * Reads and checks what a POST says. Throws a `Refusal`.
 *
 * The id depends on everything that makes two uploads the same: the client's own id, and length, time, path and policy. A
 * file that changed under the same id is therefore another upload, and the bytes of two versions never meet.
 */
export function describeUpload(header: string | undefined, length: number, platform: NodeJS.Platform): UploadDescription {
  if (header === undefined || header.trim() === '') throw new Refusal(422, 'The upload has no name: Upload-Metadata is missing.');
  const values = parseUploadMetadata(header);
  const path = values.get('relativePath') ?? values.get('filename');
  if (path === undefined) throw new Refusal(422, 'The upload has no name: Upload-Metadata has neither relativePath nor filename.');
  const segments = checkRelativePath(path, platform);
  const conflict = conflictOf(values.get('conflict'));
  const modifiedAtMs = modifiedAtOf(values.get('mtime'));
  const uploadId = values.get('uploadId') ?? '';
  const id =
    uploadId === ''
      ? randomBytes(16).toString('hex')
      : hashed(uploadId) + hashed(uploadId, String(length), String(modifiedAtMs), path, conflict);
  return { id, length, segments, conflict, modifiedAtMs, metadata: header };
}
