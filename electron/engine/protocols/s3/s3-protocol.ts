import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Checkpoint, CreateProtocol, FoundFile, Probe, Protocol, ProtocolOptions, Receipt, TransferRequest } from '../protocol.ts';
import { comparesCrc } from './compares-crc.ts';
import type { ContentCrc } from './content-crc.ts';
import { ExtraLanes } from './part-lanes.ts';
import { largestObjectBytes } from './part-plan.ts';
import type { S3Address } from './s3-address.ts';
import { s3AddressOf } from './s3-address.ts';
import { readS3Checkpoint } from './s3-checkpoint.ts';
import { S3Client } from './s3-client.ts';
import { s3KeyOf } from './s3-key.ts';
import { S3Listing } from './s3-listing.ts';
import { s3KeyAt, s3LocationOf } from './s3-location.ts';
import { S3Proof } from './s3-proof.ts';
import { S3Transfer } from './s3-transfer.ts';
import { S3Unfinished } from './s3-unfinished.ts';
import { S3Wire } from './s3-wire.ts';
import { UploadCleaner } from './upload-cleaner.ts';

/** Parts on their way at once beyond one for every transfer. */
const extraLanes = 3;
/** Nothing is ever stored under it. */
const probeName = 'gantry-probe';
/** As long as S3 lets a signature hold. */
const linkSeconds = 7 * 24 * 60 * 60;

/** S3 (Amazon S3 API Reference) and what speaks as it does: Swift, Ceph, MinIO and others. */
export const createS3Protocol: CreateProtocol = (options) => new S3Protocol(options);

class S3Protocol implements Protocol {
  readonly isResumable = true;
  readonly unfinished: S3Unfinished;
  readonly #options: ProtocolOptions;
  readonly #address: S3Address;
  readonly #wire: S3Wire;
  readonly #client: S3Client;
  readonly #listing: S3Listing;
  readonly #cleaner: UploadCleaner;
  readonly #proof: S3Proof;
  readonly #extraLanes = new ExtraLanes(extraLanes);
  readonly #claimedPaths = new Set<string>();
  readonly #guess = { areNamesFree: true };

  constructor(options: ProtocolOptions) {
    this.#options = options;
    this.#address = s3AddressOf(options.url, options.options);
    this.#wire = new S3Wire(this.#address, options);
    this.#client = new S3Client(this.#wire, this.#address);
    this.#listing = new S3Listing(this.#wire, this.#address);
    this.#cleaner = new UploadCleaner(this.#client, this.#listing, options.ports.clock);
    this.#proof = new S3Proof(options.memory, this.#address.checksum);
    const { prefix } = this.#address;
    this.unfinished = new S3Unfinished({ client: this.#client, listing: this.#listing, cleaner: this.#cleaner, prefix });
  }

  async transfer(request: TransferRequest): Promise<Receipt> {
    const { signal } = request;
    try {
      signal.throwIfAborted();
      const parts = {
        client: this.#client,
        cleaner: this.#cleaner,
        proof: this.#proof,
        address: this.#address,
        extraLanes: this.#extraLanes,
        claimedPaths: this.#claimedPaths,
        guess: this.#guess,
        configuredPartBytes: this.#address.partBytes,
        serverNow: () => this.#wire.serverNow(),
        locationOf: (key: string) => s3LocationOf(this.#address, key),
        settleCrcs: (ended: AbortSignal) => this.#settleCrcs(ended),
      };
      return await new S3Transfer(parts, request).run();
    } catch (error) {
      throw signal.aborted ? signal.reason : classifySystemError(error);
    }
  }

  async discard(checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
    const known = readS3Checkpoint(checkpoint);
    // A single PUT that broke off left nothing.
    if (known === null || known.step === 'single') return;
    const key = s3KeyOf(this.#address.prefix, known.relativePath);
    if (known.step === 'creating') await this.#cleaner.removeOrphans(key, known.beganAtMs, signal);
    else await this.#cleaner.remove(key, known.uploadId, signal);
  }

  async probe(signal: AbortSignal): Promise<Probe> {
    const canList = await this.#canList(signal);
    await this.#settleCrcs(signal);
    return {
      isResumable: true,
      maxFileSizeBytes: largestObjectBytes,
      serverName: this.#wire.serverName,
      sendsParts: true,
      checksum: this.#proof.algorithm,
      canList,
      hasLinks: true,
    };
  }

  async look(relativePath: string, signal: AbortSignal): Promise<FoundFile | null> {
    const found = await this.#client.look(s3KeyOf(this.#address.prefix, relativePath), signal);
    if (found.kind === 'unknown') throw new UploadError('not-allowed', { details: { host: this.#address.endpoint.host } });
    if (found.kind === 'absent') return null;
    return { relativePath, sizeBytes: found.sizeBytes, modifiedAtMs: found.modifiedAtMs };
  }

  async *list(folder: string, signal: AbortSignal): AsyncGenerator<readonly FoundFile[]> {
    const { prefix } = this.#address;
    const below = folder === '' ? prefix : `${s3KeyOf(prefix, folder)}/`;
    for await (const page of this.#listing.objects(below, signal)) {
      // Some tools make empty objects that stand for folders.
      const files = page.filter(({ key }) => !key.endsWith('/'));
      yield files.map(({ key, sizeBytes, modifiedAtMs }) => ({ relativePath: key.slice(prefix.length), sizeBytes, modifiedAtMs }));
    }
  }

  /** A link that anybody can open for seven days, made now. */
  async linkTo(location: string, signal: AbortSignal): Promise<string | null> {
    const key = s3KeyAt(this.#address, location);
    if (key === null) return null;
    signal.throwIfAborted();
    const [{ getSignedUrl }, { sdk, client }] = await Promise.all([import('@aws-sdk/s3-request-presigner'), this.#wire.signer()]);
    return await getSignedUrl(client, new sdk.GetObjectCommand({ Bucket: this.#address.bucket, Key: key }), { expiresIn: linkSeconds });
  }

  suspectConnections(): void {
    this.#wire.suspectConnections();
  }

  close(): void {
    this.#wire.close();
  }

  async #settleCrcs(signal: AbortSignal): Promise<void> {
    const key = s3KeyOf(this.#address.prefix, probeName);
    let isClean = false;
    const ask = async (crc: ContentCrc): Promise<boolean | null> => {
      if (!isClean) await this.#cleaner.removeQuestions(key, signal);
      isClean = true;
      return await comparesCrc(this.#client, key, crc, signal);
    };
    await this.#proof.settleCrcs(ask, signal);
  }

  /** Whoever may not list may still store: then a question about an upload that does not exist tells, and stores nothing. */
  async #canList(signal: AbortSignal): Promise<boolean> {
    try {
      await this.#listing.requireList(signal);
      return true;
    } catch (error) {
      const isOnlyList = error instanceof UploadError && error.code === 'not-allowed' && error.details.reason === 'bucket';
      if (!isOnlyList) throw error;
    }
    await this.#client.abort(s3KeyOf(this.#address.prefix, probeName), this.#options.ports.randomness.uuid(), signal);
    return false;
  }
}
