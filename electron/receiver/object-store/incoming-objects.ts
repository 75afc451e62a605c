import type { Readable } from 'node:stream';
import type { MetadataValue } from '@tus/s3-store';
import { S3Store } from '@tus/s3-store';
import { ERRORS, Metadata, Upload } from '@tus/server';
import { incomingFolderName } from '../check-relative-path.ts';
import { Refusal } from '../refusal.ts';
import type { UploadDescription } from '../upload-description.ts';
import { describeUpload } from '../upload-description.ts';
import type { IncomingObject } from './known-objects.ts';
import { KnownObjects } from './known-objects.ts';
import type { StoredPart } from './object-bucket.ts';
import { ObjectBucket } from './object-bucket.ts';
import { factsOf } from './object-facts.ts';
import { bytesOf, ObjectFinisher } from './object-finisher.ts';
import type { ObjectPlace } from './object-names.ts';
import { ObjectNames } from './object-names.ts';
import type { ObjectStoreAddress } from './object-store-address.ts';
import { partsInPlace } from './parts-in-place.ts';
import { sendParts } from './send-parts.ts';
import { isNotThere, storeStatusOf } from './store-answers.ts';
import { storeOptions } from './store-options.ts';

const keptForMs = 7 * 24 * 60 * 60 * 1_000;

/**
 * Unfinished uploads in a bucket, as the tus server sees them: a multipart upload under the key that the file shall have, and
 * beside it `.gantry-incoming/ID.info` with what the client said and `.gantry-incoming/ID.OFFSET.rest` with what is too little for a part.
 *
 * Of `S3Store` 2.0.7 it takes the client, the record of an upload and the size of parts. Its way of counting and storing is
 * replaced, because it loses data where a process is killed: it counts parts behind a gap, it removes the rest before its bytes are stored
 * elsewhere, and it takes an upload that was aborted for one that is complete.
 */
export class IncomingObjects extends S3Store {
  readonly names: ObjectNames;
  readonly known: KnownObjects;
  readonly finisher: ObjectFinisher;
  readonly #bucket: ObjectBucket;
  readonly #incoming: string;
  readonly #writing = new Map<string, Promise<number>>();

  constructor(address: ObjectStoreAddress) {
    super(storeOptions(address));
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
    this.#incoming = `${address.prefix}${incomingFolderName}/`;
    this.#bucket = new ObjectBucket(this.client, address.bucket);
    this.names = new ObjectNames(address.prefix, (key) => this.#bucket.look(key));
    this.known = new KnownObjects(this.names);
    this.finisher = new ObjectFinisher({
      bucket: this.#bucket,
      known: this.known,
      names: this.names,
      load: (id) => this.load(id),
      multipartIdOf: async (id) => (await this.getMetadata(id))['upload-id'],
      partsOf: (upload) => this.#partsOf(upload),
      giveUp: (id) => this.giveUp(id),
      tidy: (id) => this.#tidy(id),
    });
  }

  /** Tries what it will need, and gives the names of unfinished uploads to them again. Throws what the store says. */
  async open(nowMs: number): Promise<void> {
    await this.#bucket.checkWritable(`${this.#incoming}can-write`);
    const found = await this.#bucket.list(this.#incoming);
    for (const { key, storedAtMs } of found.filter((object) => object.key.endsWith('.info'))) {
      const id = key.slice(this.#incoming.length, -'.info'.length);
      this.known.leave(id);
      if ((await this.load(id)) === null || storedAtMs < nowMs - keptForMs) await this.giveUp(id);
    }
    const isKnown = (key: string) => this.known.has(key.slice(this.#incoming.length).split('.', 1).join());
    for (const { key } of found) if (!isKnown(key)) await this.#bucket.remove(key);
  }

  /** Resolves when nothing is being stored any more, and lets go of the store. */
  async close(): Promise<void> {
    while (this.#writing.size > 0) await Promise.allSettled(this.#writing.values());
    await this.finisher.idle();
    this.client.destroy();
  }

  /** Makes an upload known before the tus server creates it. */
  adopt(description: UploadDescription, place: ObjectPlace, comesWithBody: boolean): void {
    const isSmall = description.length === 0 || (comesWithBody && description.length <= this.minPartSize);
    this.known.set({ ...description, place, isSmall });
  }

  /** Null when nothing is known of it. */
  async load(id: string): Promise<IncomingObject | null> {
    const known = this.known.get(id);
    if (known !== undefined || !this.known.isLeft(id)) return known ?? null;
    const upload = uploadOf(await this.#recordOf(id), id, this.names);
    if (upload !== null) this.known.set(upload);
    return upload;
  }

  /** A create that stored nothing leaves no trace. */
  async forgetUnlessStored(id: string): Promise<void> {
    const upload = this.known.get(id);
    if (upload?.isSmall === true || (upload !== undefined && (await this.#recordOf(id)) === null)) this.known.forget(id);
  }

  /** Ends an upload with all that was stored for it. */
  async giveUp(id: string): Promise<void> {
    const upload = await this.load(id);
    if (upload !== null && !upload.isSmall) await this.#bucket.abort(upload.place.key, (await this.getMetadata(id))['upload-id']);
    await this.#tidy(id);
  }

  /** Ends what was begun of the same upload before its file changed; its name is free then. */
  async giveUpEarlierVersions(id: string): Promise<void> {
    for (const earlier of this.known.earlierVersionsOf(id)) {
      await this.finisher.settled(earlier);
      if (this.known.has(earlier)) await this.giveUp(earlier);
    }
  }

  override async create(created: Upload): Promise<Upload> {
    const upload = this.known.get(created.id);
    if (upload === undefined) throw new Refusal(500, 'The receiver lost that upload.');
    if (upload.isSmall) return created;
    const asked = { Bucket: this.bucket, Key: upload.place.key, Metadata: { ...factsOf(upload) } };
    const { UploadId } = await this.client.createMultipartUpload(asked);
    if (UploadId === undefined) throw new Refusal(503, 'The object store of the receiver made no upload.');
    created.storage = { type: 's3', path: upload.place.key, bucket: this.bucket };
    created.creation_date = new Date().toISOString();
    await this.saveMetadata(created, UploadId);
    return created;
  }

  override write(source: Readable, id: string, offset: number): Promise<number> {
    // A request whose connection died may still be storing what it had.
    const before = this.#writing.get(id)?.catch(() => undefined) ?? Promise.resolve();
    const writing = before
      .then(() => this.#write(source, id, offset))
      .finally(() => {
        if (this.#writing.get(id) === writing) this.#writing.delete(id);
      });
    this.#writing.set(id, writing);
    return writing;
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.load(id);
    if (upload === null || upload.isSmall) throw ERRORS.FILE_NOT_FOUND;
    const offset = await this.#offsetOf(upload);
    if (offset !== null) return new Upload({ id, size: upload.length, offset, metadata: Metadata.parse(upload.metadata) });
    await this.#tidy(id);
    throw ERRORS.FILE_NOT_FOUND;
  }

  override async remove(id: string): Promise<void> {
    if ((await this.load(id)) === null) throw ERRORS.FILE_NOT_FOUND;
    await this.giveUp(id);
  }

  protected override infoKey(id: string): string {
    return `${this.#incoming}${id}.info`;
  }

  /** What is stored of it, in bytes from its beginning; null where nothing is. */
  async #offsetOf(upload: IncomingObject): Promise<number | null> {
    if ((await this.#recordOf(upload.id)) === null) return null;
    const parts = await this.#partsOf(upload);
    // Somebody's rule for unfinished uploads has taken it away, unless it was whole.
    if (parts === null) return (await this.finisher.isInPlace(upload)) ? upload.length : null;
    const confirmed = bytesOf(parts);
    if (confirmed === upload.length) return confirmed;
    return confirmed + ((await this.#bucket.look(this.#restKey(upload.id, confirmed)))?.length ?? 0);
  }

  #restKey(id: string, offset: number): string {
    return `${this.#incoming}${id}.${offset}.rest`;
  }

  /** Null for a record that is not there or is damaged. */
  async #recordOf(id: string): Promise<MetadataValue | null> {
    try {
      return await this.getMetadata(id);
    } catch (error) {
      if (storeStatusOf(error) === null ? !(error instanceof SyntaxError) : !isNotThere(error)) throw error;
      return null;
    }
  }

  async #write(source: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.load(id);
    if (upload === null) throw ERRORS.FILE_NOT_FOUND;
    if (upload.isSmall) {
      const body = Buffer.concat(await source.toArray());
      if (body.length < upload.length) return 0;
      await this.finisher.finish(id, body);
      return body.length;
    }
    const multipartId = (await this.getMetadata(id))['upload-id'];
    const parts = await this.#partsOf(upload);
    if (parts === null) throw ERRORS.FILE_NOT_FOUND;
    const confirmed = bytesOf(parts);
    const rest = (await this.#bucket.read(this.#restKey(id, confirmed))) ?? Buffer.alloc(0);
    if (confirmed + rest.length !== offset) throw ERRORS.INVALID_OFFSET;
    const end = await sendParts({
      source,
      rest,
      offset: confirmed,
      length: upload.length,
      firstPartNumber: parts.length + 1,
      partSizeBytes: this.calcOptimalPartSize(upload.length),
      sendPart: (partNumber, body) => this.#bucket.putPart(upload.place.key, multipartId, partNumber, body),
      keepRest: async (begin, body) => {
        await this.#bucket.put(this.#restKey(id, begin), body, {}, true);
      },
    });
    if (end === upload.length) await this.finisher.finish(id);
    return end;
  }

  /** The parts from the first on that stand where their numbers say; what another cut than ours left is sent again. */
  async #partsOf({ id, length, place }: IncomingObject): Promise<readonly StoredPart[] | null> {
    const parts = await this.#bucket.parts(place.key, (await this.getMetadata(id))['upload-id']);
    return parts === null ? null : partsInPlace(parts, length, this.calcOptimalPartSize(length));
  }

  async #tidy(id: string): Promise<void> {
    const isSmall = this.known.get(id)?.isSmall === true;
    this.known.forget(id);
    if (isSmall) return;
    await this.cache.delete(id);
    for (const { key } of await this.#bucket.list(`${this.#incoming}${id}.`)) await this.#bucket.remove(key);
  }
}

/** What an earlier run wrote down of an upload; null where it names a place that no client may name. */
function uploadOf(record: MetadataValue | null, id: string, names: ObjectNames): IncomingObject | null {
  if (record === null) return null;
  const { metadata, size, storage } = record.file;
  const described = describeUpload(Metadata.stringify(metadata ?? {}), size ?? 0, 'linux');
  const parents = described.segments.slice(0, -1);
  const start = names.keyOf([...parents, '']);
  const key = storage?.path ?? '';
  const name = key.slice(start.length);
  if (!key.startsWith(start) || name === '' || name.includes('/')) return null;
  return { ...described, id, place: { key, segments: [...parents, name] }, isSmall: false };
}
