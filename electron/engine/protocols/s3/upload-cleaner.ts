import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { sleepOn } from '../../source/sleep-on.ts';
import type { S3Client } from './s3-client.ts';
import type { S3Listing } from './s3-listing.ts';

/** A part that was on its way may arrive after the abort, and would be kept and paid for (Amazon S3 API Reference, "AbortMultipartUpload"). */
const mostAborts = 5;
const againMs = 200;
/** The server's clock says whole seconds. */
const slackMs = 2_000;

/** Removes uploads that were begun and never ended. */
export class UploadCleaner {
  readonly #client: S3Client;
  readonly #listing: S3Listing;
  readonly #clock: Clock;

  constructor(client: S3Client, listing: S3Listing, clock: Clock) {
    this.#client = client;
    this.#listing = listing;
    this.#clock = clock;
  }

  /** Removes an upload with its parts, and makes sure that it is gone. Nothing there is success. */
  async remove(key: string, uploadId: string, signal: AbortSignal): Promise<void> {
    for (let abort = 1; ; abort += 1) {
      await this.#client.abort(key, uploadId, signal);
      const left = await this.#client.listParts(key, uploadId, signal);
      // Some say of what is gone that it has no parts.
      if (left === null || (left.length === 0 && !(await this.#isListed(key, uploadId, signal)))) return;
      if (abort === mostAborts) throw new UploadError('upload-locked', { details: { path: key } });
      await sleepOn(this.#clock)(againMs * abort, signal);
    }
  }

  /** Removes what a creation of ours left whose answer never came: without parts, and not older than the moment before it. */
  async removeOrphans(key: string, beganAtMs: number, signal: AbortSignal): Promise<void> {
    for await (const page of this.#listing.uploads(key, signal)) {
      for (const upload of page) {
        if (upload.key !== key || (upload.startedAtMs ?? 0) < beganAtMs - slackMs) continue;
        const parts = await this.#client.listParts(key, upload.uploadId, signal);
        if (parts?.length === 0) await this.remove(key, upload.uploadId, signal);
      }
    }
  }

  /** Removes what questions of ours left that a crash kept from ending (`compares-crc.ts`), as far as this key may. */
  async removeQuestions(key: string, signal: AbortSignal): Promise<void> {
    try {
      for await (const page of this.#listing.uploads(key, signal))
        for (const upload of page) if (upload.key === key) await this.#client.abort(key, upload.uploadId, signal);
    } catch (error) {
      const isPermanent = error instanceof UploadError && error.failureClass === 'permanent';
      if (!isPermanent && !(error instanceof UploadError && error.code === 'not-allowed')) throw error;
    }
  }

  async #isListed(key: string, uploadId: string, signal: AbortSignal): Promise<boolean> {
    for await (const page of this.#listing.uploads(key, signal)) if (page.some((upload) => upload.uploadId === uploadId)) return true;
    return false;
  }
}
