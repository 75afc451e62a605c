import type { ListPartsCommandOutput, StorageClass } from '@aws-sdk/client-s3';
import { UploadError } from '../../errors/upload-error.ts';
import type { HttpBody } from '../transport/http-request.ts';
import { checksumFields } from './checksum-fields.ts';
import type { ContentCrc, Crc } from './content-crc.ts';
import type { S3Address } from './s3-address.ts';
import type { S3Refusal } from './s3-refusal.ts';
import type { S3Request } from './s3-request.ts';
import type { Ask, S3Wire } from './s3-wire.ts';
import type { Stored } from './stored-answer.ts';
import { storedOf } from './stored-answer.ts';
import { withHeader } from './with-header.ts';

/** Putting parts together takes minutes for a large object, during which a server may say nothing. */
const completeTimeoutMs = 15 * 60_000;
const sdkNames = { crc64nvme: 'CRC64NVME', crc32c: 'CRC32C', crc32: 'CRC32' } as const;

export type Found =
  | { readonly kind: 'absent' }
  | ({ readonly kind: 'present'; readonly sizeBytes: number; readonly modifiedAtMs: number | null } & Stored)
  /** This key may not look. */
  | { readonly kind: 'unknown' };

/** What a body is said to be before it goes out; the server refuses another one. */
export interface Announced {
  /** Base64. */
  readonly md5: string | null;
  readonly crc: Crc | null;
}

export interface BegunMultipart {
  readonly uploadId: string;
  /** Which CRC the server says that it keeps of this upload; null: none. */
  readonly crc: ContentCrc | null;
  /** It keeps that of the whole object, and not one of its parts' own. */
  readonly isOfWhole: boolean;
}

/** Nothing has that name yet, or it is still what was seen there. */
export type Condition = { readonly IfNoneMatch: '*' } | { readonly IfMatch: string };

export interface ListedPart extends Stored {
  readonly number: number;
  readonly sizeBytes: number;
}

export interface SentPart {
  readonly number: number;
  readonly etag: string;
  readonly crc: Crc | null;
}

export interface Sending {
  readonly body: HttpBody;
  readonly announced: Announced;
  readonly signal: AbortSignal;
  readonly onBytesSent: (bytesSent: number) => void;
}

export interface ObjectFacts {
  readonly key: string;
  readonly contentType: string;
}

/** `taken`: what the condition asked for is no longer so. */
export type Conditional<Value> = { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'taken' };

/** The requests that move objects. All throw `UploadError`, or the signal's reason. */
export class S3Client {
  readonly #wire: S3Wire;
  readonly #address: S3Address;

  constructor(wire: S3Wire, address: S3Address) {
    this.#wire = wire;
    this.#address = address;
  }

  async look(key: string, signal: AbortSignal): Promise<Found> {
    return await this.#look(key, {}, signal);
  }

  /** The same with the CRCs that are kept of it, where this key may see them: of encrypted objects that takes more than to look. */
  async lookAtCrcs(key: string, signal: AbortSignal): Promise<Found> {
    const found = await this.#look(key, { ChecksumMode: 'ENABLED' }, signal);
    return found.kind === 'unknown' ? await this.look(key, signal) : found;
  }

  async #look(key: string, mode: { readonly ChecksumMode?: 'ENABLED' }, signal: AbortSignal): Promise<Found> {
    const ask: Ask<Found> = async (sdk, client, request) => {
      const head = await client.send(new sdk.HeadObjectCommand({ ...this.#place(key), ...mode }), request);
      const modifiedAtMs = head.LastModified?.getTime() ?? null;
      const stored = storedOf(head);
      // A page that somebody shows in the place of everything.
      if (stored.etag === '') throw new UploadError('wrong-protocol', { details: { host: this.#address.endpoint.host } });
      return { kind: 'present', sizeBytes: head.ContentLength ?? 0, modifiedAtMs, ...stored };
    };
    return await this.#wire.ask<Found, Found>({ abortSignal: signal }, ask, (refusal) => {
      if (refusal.status === 404 || refusal.status === 410) return { kind: 'absent' };
      // Who may not list is told so of what is not there; and an answer to HEAD cannot say what is wrong with a key, or where the bucket is.
      if ([301, 307, 308, 400, 403, 405, 501].includes(refusal.status)) return { kind: 'unknown' };
      return null;
    });
  }

  async put(object: ObjectFacts, condition: Condition | null, sending: Sending): Promise<Conditional<Stored>> {
    const ask: Ask<Conditional<Stored>> = async (sdk, client, request) => {
      const put = new sdk.PutObjectCommand({
        ...this.#place(object.key),
        ...condition,
        ...announcedFields(sending.announced),
        ...this.#kept(object.contentType),
        ContentLength: sending.body.length,
      });
      return { kind: 'done', value: storedOf(await client.send(put, request)) };
    };
    return await this.#wire.ask<Conditional<Stored>, Conditional<Stored>>(requestOf(sending), ask, (refusal) =>
      condition !== null && refusal.isTaken ? { kind: 'taken' } : null,
    );
  }

  /**
   * Whether this service says no to every PUT under a condition. Asked with a part of an upload that does not exist, so that nothing is stored
   * and no file is sent in vain.
   */
  async refusesConditions(key: string, signal: AbortSignal): Promise<boolean> {
    const ask: Ask<boolean> = async (sdk, client, request) => {
      const part = new sdk.UploadPartCommand({ ...this.#place(key), UploadId: 'gantry-asks', PartNumber: 1, ContentLength: 0 });
      part.middlewareStack.add(withHeader('if-none-match', '*'), { step: 'build', name: 'gantryCondition' });
      await client.send(part, request);
      return false;
    };
    return await this.#wire.ask({ abortSignal: signal }, ask, (refusal) => {
      if (refusal.status === 501) return true;
      // Moto breaks on it; what it does with a condition shows when it gets one.
      return [400, 404, 500].includes(refusal.status) ? false : null;
    });
  }

  async createUpload(object: ObjectFacts, crc: ContentCrc | null, signal: AbortSignal): Promise<BegunMultipart> {
    const checksum = crc === null ? {} : ({ ChecksumAlgorithm: sdkNames[crc], ChecksumType: 'FULL_OBJECT' } as const);
    return await this.#wire.ask({ abortSignal: signal }, async (sdk, client, request) => {
      const create = new sdk.CreateMultipartUploadCommand({ ...this.#place(object.key), ...checksum, ...this.#kept(object.contentType) });
      const { UploadId, ChecksumAlgorithm, ChecksumType } = await client.send(create, request);
      if (UploadId === undefined || UploadId === '') throw this.#senseless('UploadId');
      const isKept = crc !== null && ChecksumAlgorithm === sdkNames[crc];
      return { uploadId: UploadId, crc: isKept ? crc : null, isOfWhole: isKept && ChecksumType === 'FULL_OBJECT' };
    });
  }

  async sendPart(key: string, uploadId: string, number: number, sending: Sending): Promise<Stored> {
    return await this.#wire.ask(requestOf(sending), async (sdk, client, request) => {
      const part = new sdk.UploadPartCommand({
        ...this.#place(key),
        ...announcedFields(sending.announced),
        UploadId: uploadId,
        PartNumber: number,
        ContentLength: sending.body.length,
      });
      const stored = storedOf(await client.send(part, request));
      if (stored.etag === '') throw this.#senseless('ETag');
      return stored;
    });
  }

  /** Every part that the server has of an upload; null when it does not know the upload. */
  async listParts(key: string, uploadId: string, signal: AbortSignal): Promise<readonly ListedPart[] | null> {
    const parts: ListedPart[] = [];
    let marker: string | undefined;
    do {
      const PartNumberMarker: string | undefined = marker;
      const ask: Ask<ListPartsCommandOutput> = (sdk, client, request) =>
        client.send(new sdk.ListPartsCommand({ ...this.#place(key), UploadId: uploadId, PartNumberMarker }), request);
      const page: ListPartsCommandOutput | 'gone' = await this.#wire.ask<ListPartsCommandOutput, 'gone'>(
        { abortSignal: signal },
        ask,
        goneOrNot,
      );
      if (page === 'gone') return null;
      for (const part of page.Parts ?? []) parts.push({ number: part.PartNumber ?? 0, sizeBytes: part.Size ?? -1, ...storedOf(part) });
      const next = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
      if (next !== undefined && Number(next) <= Number(marker ?? 0)) throw this.#senseless('NextPartNumberMarker');
      marker = next;
    } while (marker !== undefined);
    return parts;
  }

  /** Puts the parts together, which must come to `crc`, where one is given; `taken` where the condition no longer holds. Throws `session-lost` where the server does not know the upload. */
  async complete(
    key: string,
    uploadId: string,
    parts: readonly SentPart[],
    options: { readonly condition: Condition | null; readonly crc: Crc | null; readonly signal: AbortSignal },
  ): Promise<Conditional<Stored>> {
    const { condition, crc, signal } = options;
    const ask: Ask<Conditional<Stored>> = async (sdk, client, request) => {
      const Parts = parts.map((part) => ({ PartNumber: part.number, ETag: `"${part.etag}"`, ...checksumFields(part.crc) }));
      const checksum = crc === null ? {} : ({ ...checksumFields(crc), ChecksumType: 'FULL_OBJECT' } as const);
      const complete = new sdk.CompleteMultipartUploadCommand({
        ...this.#place(key),
        ...condition,
        ...checksum,
        UploadId: uploadId,
        MultipartUpload: { Parts },
      });
      return { kind: 'done', value: storedOf(await client.send(complete, request)) };
    };
    return await this.#wire.ask<Conditional<Stored>, Conditional<Stored>>(
      { abortSignal: signal, answerTimeoutMs: completeTimeoutMs },
      ask,
      (refusal) => (condition !== null && refusal.isTaken ? { kind: 'taken' } : null),
    );
  }

  /** Nothing there is success. */
  async abort(key: string, uploadId: string, signal: AbortSignal): Promise<void> {
    const ask: Ask<unknown> = (sdk, client, request) =>
      client.send(new sdk.AbortMultipartUploadCommand({ ...this.#place(key), UploadId: uploadId }), request);
    await this.#wire.ask<unknown, 'gone'>({ abortSignal: signal }, ask, goneOrNot);
  }

  #place(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#address.bucket, Key: key };
  }

  #kept(contentType: string) {
    const { storageClass } = this.#address;
    return { ContentType: contentType, ...(storageClass === null ? {} : { StorageClass: storageClass as StorageClass }) };
  }

  #senseless(reason: string): UploadError {
    return new UploadError('unexpected-answer', { details: { host: this.#address.endpoint.host, reason } });
  }
}

function requestOf({ body, signal, onBytesSent }: Sending): S3Request {
  return { abortSignal: signal, body, onBytesSent };
}

function announcedFields({ md5, crc }: Announced) {
  return { ...(md5 === null ? {} : { ContentMD5: md5 }), ...checksumFields(crc) };
}

function goneOrNot(refusal: S3Refusal): 'gone' | null {
  return refusal.isGone ? 'gone' : null;
}
