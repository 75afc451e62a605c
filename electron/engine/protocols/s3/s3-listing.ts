import type { ListMultipartUploadsCommandOutput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { UploadError } from '../../errors/upload-error.ts';
import type { S3Address } from './s3-address.ts';
import type { S3Wire } from './s3-wire.ts';

export interface BegunUpload {
  readonly key: string;
  readonly uploadId: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number | null;
}

export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number | null;
  readonly modifiedAtMs: number | null;
}

interface Markers {
  readonly KeyMarker?: string;
  readonly UploadIdMarker?: string;
}

/** What is in a bucket, page by page. Keys come percent-encoded, since XML cannot hold every character that they may. */
export class S3Listing {
  readonly #wire: S3Wire;
  readonly #address: S3Address;

  constructor(wire: S3Wire, address: S3Address) {
    this.#wire = wire;
    this.#address = address;
  }

  /** Uploads that were begun and not ended, of all keys that begin so. */
  async *uploads(prefix: string, signal: AbortSignal): AsyncGenerator<readonly BegunUpload[]> {
    for (let markers: Markers | null = {}; markers !== null; ) {
      const page: ListMultipartUploadsCommandOutput = await this.#uploadsAfter(prefix, markers, signal);
      const uploads = (page.Uploads ?? []).map(({ Key = '', UploadId = '', Initiated }) => ({
        key: keyIn(page, Key),
        uploadId: UploadId,
        startedAtMs: Initiated?.getTime() ?? null,
      }));
      yield uploads;
      markers = this.#next(page, markers);
    }
  }

  async *objects(prefix: string, signal: AbortSignal): AsyncGenerator<readonly ListedObject[]> {
    for (let token: string | undefined, isFirst = true; isFirst || token !== undefined; isFirst = false) {
      const page: ListObjectsV2CommandOutput = await this.#objectsAfter(prefix, token, undefined, signal);
      yield (page.Contents ?? []).map(({ Key = '', Size, LastModified }) => ({
        key: keyIn(page, Key),
        sizeBytes: Size ?? null,
        modifiedAtMs: LastModified?.getTime() ?? null,
      }));
      const next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
      if (next !== undefined && next === token) throw this.#goesRound('NextContinuationToken');
      token = next;
    }
  }

  /** Whether the bucket can be listed; throws why not. */
  async requireList(signal: AbortSignal): Promise<void> {
    await this.#objectsAfter(this.#address.prefix, undefined, 1, signal);
  }

  #uploadsAfter(prefix: string, markers: Markers, signal: AbortSignal): Promise<ListMultipartUploadsCommandOutput> {
    const asked = { Bucket: this.#address.bucket, Prefix: prefix, EncodingType: 'url', ...markers } as const;
    return this.#wire.ask({ abortSignal: signal }, (sdk, client, request) =>
      client.send(new sdk.ListMultipartUploadsCommand(asked), request),
    );
  }

  #objectsAfter(
    prefix: string,
    token: string | undefined,
    MaxKeys: number | undefined,
    signal: AbortSignal,
  ): Promise<ListObjectsV2CommandOutput> {
    const asked = { Bucket: this.#address.bucket, Prefix: prefix, EncodingType: 'url', ContinuationToken: token, MaxKeys } as const;
    return this.#wire.ask({ abortSignal: signal }, (sdk, client, request) => client.send(new sdk.ListObjectsV2Command(asked), request));
  }

  #next(page: ListMultipartUploadsCommandOutput, markers: Markers): Markers | null {
    if (page.IsTruncated !== true || page.NextKeyMarker === undefined || page.NextKeyMarker === '') return null;
    const next = {
      KeyMarker: keyIn(page, page.NextKeyMarker),
      ...(page.NextUploadIdMarker ? { UploadIdMarker: page.NextUploadIdMarker } : {}),
    };
    const isSame = next.KeyMarker === markers.KeyMarker && next.UploadIdMarker === markers.UploadIdMarker;
    if (isSame) throw this.#goesRound('NextKeyMarker');
    return next;
  }

  #goesRound(reason: string): UploadError {
    return new UploadError('unexpected-answer', { details: { host: this.#address.endpoint.host, reason } });
  }
}

function keyIn(page: { readonly EncodingType?: string | undefined }, key: string): string {
  if (page.EncodingType !== 'url') return key;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
