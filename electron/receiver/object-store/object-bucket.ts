import { createHash } from 'node:crypto';
import type { S3 } from '@aws-sdk/client-s3';
import type { StoredObject } from './object-names.ts';
import { isNotThere, storeStatusOf } from './store-answers.ts';

/** One part of an object that is not whole yet. */
export interface StoredPart {
  readonly PartNumber: number;
  readonly ETag: string;
  /** Bytes. */
  readonly Size: number;
}

export type ObjectFacts = Readonly<Record<string, string>>;

/** Where an upload's id is kept at its object: `x-amz-meta-gantry-upload`. */
export const uploadIdFact = 'gantry-upload';

function md5Of(body: Buffer): string {
  return createHash('md5').update(body).digest('base64');
}

/** The few things that a receiver asks of a bucket. Whatever is stored carries its MD5, which every store checks. */
export class ObjectBucket {
  readonly #client: S3;
  readonly #bucket: string;
  /** Some stores do not know `If-None-Match` for what is to be stored, and say 501. */
  #knowsConditions = true;

  constructor(client: S3, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** Null where nothing is there. */
  async look(key: string): Promise<StoredObject | null> {
    const found = await this.#unlessMissing(() => this.#client.headObject({ Bucket: this.#bucket, Key: key }));
    if (found === null) return null;
    return { length: found.ContentLength ?? 0, uploadId: found.Metadata?.[uploadIdFact] ?? null };
  }

  /** Stores a whole object. False: it was not to replace anything, and something has the name. */
  async put(key: string, body: Buffer, facts: ObjectFacts, isReplacing: boolean): Promise<boolean> {
    const object = { Bucket: this.#bucket, Key: key, Body: body, ContentMD5: md5Of(body), Metadata: { ...facts } };
    return await this.#store(key, isReplacing, (condition) => this.#client.putObject({ ...object, ...condition }));
  }

  async putPart(key: string, uploadId: string, partNumber: number, body: Buffer): Promise<void> {
    const part = { Bucket: this.#bucket, Key: key, UploadId: uploadId, PartNumber: partNumber };
    await this.#client.uploadPart({ ...part, Body: body, ContentMD5: md5Of(body) });
  }

  /** The parts from the first to the last before a gap: what came behind a gap cannot be counted. Null: the store does not know it. */
  async parts(key: string, uploadId: string): Promise<readonly StoredPart[] | null> {
    const parts: StoredPart[] = [];
    let marker: string | undefined;
    do {
      const asked = { Bucket: this.#bucket, Key: key, UploadId: uploadId, ...(marker === undefined ? {} : { PartNumberMarker: marker }) };
      const page = await this.#unlessMissing(() => this.#client.listParts(asked));
      if (page === null) return null;
      for (const { PartNumber = 0, ETag = '', Size = 0 } of page.Parts ?? []) parts.push({ PartNumber, ETag, Size });
      marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
    } while (marker !== undefined);
    parts.sort((one, other) => one.PartNumber - other.PartNumber);
    const gap = parts.findIndex(({ PartNumber }, index) => PartNumber !== index + 1);
    return gap < 0 ? parts : parts.slice(0, gap);
  }

  /** Makes one object of the parts. False: it was not to replace anything, and something has the name. */
  async complete(key: string, uploadId: string, parts: readonly StoredPart[], isReplacing: boolean): Promise<boolean> {
    const MultipartUpload = { Parts: parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })) };
    const upload = { Bucket: this.#bucket, Key: key, UploadId: uploadId, MultipartUpload };
    // There are stores that take the condition here and ignore it.
    if (!isReplacing && (await this.look(key)) !== null) return false;
    return await this.#store(key, isReplacing, (condition) => this.#client.completeMultipartUpload({ ...upload, ...condition }));
  }

  /** Throws away the parts; what is not there is gone already. */
  async abort(key: string, uploadId: string): Promise<void> {
    await this.#unlessMissing(() => this.#client.abortMultipartUpload({ Bucket: this.#bucket, Key: key, UploadId: uploadId }));
  }

  /** Null where nothing is there. */
  async read(key: string): Promise<Buffer | null> {
    const found = await this.#unlessMissing(() => this.#client.getObject({ Bucket: this.#bucket, Key: key }));
    return found === null ? null : Buffer.from((await found.Body?.transformToByteArray()) ?? []);
  }

  async remove(key: string): Promise<void> {
    await this.#unlessMissing(() => this.#client.deleteObject({ Bucket: this.#bucket, Key: key }));
  }

  /** Keys that begin with `prefix`, and when each was stored, in milliseconds since the epoch. */
  async list(prefix: string): Promise<readonly { readonly key: string; readonly storedAtMs: number }[]> {
    const keys: { key: string; storedAtMs: number }[] = [];
    let marker: string | undefined;
    do {
      const asked = { Bucket: this.#bucket, Prefix: prefix, ...(marker === undefined ? {} : { ContinuationToken: marker }) };
      const page = await this.#client.listObjectsV2(asked);
      for (const { Key: key = '', LastModified } of page.Contents ?? []) keys.push({ key, storedAtMs: LastModified?.getTime() ?? 0 });
      marker = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (marker !== undefined);
    return keys;
  }

  /** Throws what the store says to somebody who may not write. */
  async checkWritable(key: string): Promise<void> {
    const { UploadId } = await this.#client.createMultipartUpload({ Bucket: this.#bucket, Key: key });
    if (UploadId !== undefined) await this.abort(key, UploadId);
  }

  async #store(key: string, isReplacing: boolean, send: (condition: { IfNoneMatch?: '*' }) => Promise<unknown>): Promise<boolean> {
    if (!isReplacing && this.#knowsConditions) {
      try {
        await send({ IfNoneMatch: '*' });
        return true;
      } catch (error) {
        if (storeStatusOf(error) === 412) return false;
        if (storeStatusOf(error) !== 501) throw error;
        this.#knowsConditions = false;
      }
    }
    if (!isReplacing && (await this.look(key)) !== null) return false;
    await send({});
    return true;
  }

  async #unlessMissing<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await ask();
    } catch (error) {
      if (isNotThere(error)) return null;
      throw error;
    }
  }
}
