import { UploadError } from '../../errors/upload-error.ts';
import type { Checkpoint, UnfinishedUpload, UnfinishedUploads } from '../protocol.ts';
import { readS3Checkpoint } from './s3-checkpoint.ts';
import type { S3Client } from './s3-client.ts';
import { s3KeyOf } from './s3-key.ts';
import type { BegunUpload, S3Listing } from './s3-listing.ts';
import type { UploadCleaner } from './upload-cleaner.ts';

export interface S3UnfinishedParts {
  readonly client: S3Client;
  readonly listing: S3Listing;
  readonly cleaner: UploadCleaner;
  readonly prefix: string;
}

/** Uploads in parts that were never ended: they are in no list of objects, and are paid for. */
export class S3Unfinished implements UnfinishedUploads {
  readonly #parts: S3UnfinishedParts;

  constructor(parts: S3UnfinishedParts) {
    this.#parts = parts;
  }

  async list(signal: AbortSignal): Promise<readonly UnfinishedUpload[]> {
    const { listing, client, prefix } = this.#parts;
    const found: UnfinishedUpload[] = [];
    for await (const page of listing.uploads(prefix, signal)) {
      for (const upload of page) {
        const parts = await client.listParts(upload.key, upload.uploadId, signal);
        if (parts === null) continue;
        found.push({
          id: idOf(upload),
          relativePath: upload.key.slice(prefix.length),
          startedAtMs: upload.startedAtMs,
          storedBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
        });
      }
    }
    return found;
  }

  async remove(id: string, signal: AbortSignal): Promise<void> {
    const [uploadId, key] = id.split(' ').map(decodeURIComponent);
    if (uploadId === undefined || key === undefined) throw new UploadError('bad-request', { details: { reason: 'id' } });
    await this.#parts.cleaner.remove(key, uploadId, signal);
  }

  idOf(checkpoint: Checkpoint): string | null {
    const known = readS3Checkpoint(checkpoint);
    if (known?.step !== 'parts') return null;
    return idOf({ key: s3KeyOf(this.#parts.prefix, known.relativePath), uploadId: known.uploadId });
  }
}

function idOf({ key, uploadId }: Pick<BegunUpload, 'key' | 'uploadId'>): string {
  return `${encodeURIComponent(uploadId)} ${encodeURIComponent(key)}`;
}
