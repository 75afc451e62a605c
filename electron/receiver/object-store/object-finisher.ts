import type { Finished } from '../answer-finished.ts';
import { Refusal } from '../refusal.ts';
import type { IncomingObject, KnownObjects } from './known-objects.ts';
import type { ObjectBucket, StoredPart } from './object-bucket.ts';
import { factsOf } from './object-facts.ts';
import type { ObjectNames } from './object-names.ts';

export interface ObjectFinisherOptions {
  readonly bucket: ObjectBucket;
  readonly known: KnownObjects;
  readonly names: ObjectNames;
  load(id: string): Promise<IncomingObject | null>;
  /** Of an upload of many parts. */
  multipartIdOf(id: string): Promise<string>;
  /** Null: the store does not know the upload any more. */
  partsOf(upload: IncomingObject): Promise<readonly StoredPart[] | null>;
  giveUp(id: string): Promise<void>;
  /** Removes what was kept beside it. */
  tidy(id: string): Promise<void>;
}

export function bytesOf(parts: readonly StoredPart[]): number {
  return parts.reduce((sum, { Size }) => sum + Size, 0);
}

/** Makes whole uploads objects under their names, and says so only when the store shows them. */
export class ObjectFinisher {
  readonly #options: ObjectFinisherOptions;
  readonly #underWay = new Map<string, Promise<Finished>>();

  constructor(options: ObjectFinisherOptions) {
    this.#options = options;
  }

  /** `body` where nothing is stored yet. Throws a `Refusal` or what the store says; unless that is 404 or 410, it can be called again. */
  finish(id: string, body: Buffer | null = null): Promise<Finished> {
    const done = this.#options.known.finishedOf(id);
    if (done !== undefined) return Promise.resolve(done);
    const already = this.#underWay.get(id);
    if (already !== undefined) return already;
    const finishing = this.#finish(id, body).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, finishing);
    return finishing;
  }

  /** The finishing that is under way, if any. */
  settled(id: string): Promise<unknown> {
    return this.#underWay.get(id)?.catch(() => undefined) ?? Promise.resolve();
  }

  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay.values());
  }

  /** This very upload is under its name, whole. */
  async isInPlace(upload: IncomingObject): Promise<boolean> {
    const stored = await this.#options.bucket.look(upload.place.key);
    return stored?.uploadId === upload.id && stored.length === upload.length;
  }

  async #finish(id: string, body: Buffer | null): Promise<Finished> {
    const { load, bucket, known, tidy } = this.#options;
    let upload = await load(id);
    if (upload === null) throw new Refusal(404, 'The receiver does not know that upload.');
    if (!upload.isSmall) await this.#complete(upload);
    else while (!(await this.#put(upload, body))) upload = await this.#renamed(upload);
    const stored = await bucket.look(upload.place.key);
    // Another upload may have replaced it since.
    if (stored === null || (stored.uploadId === id && stored.length !== upload.length))
      throw new Refusal(503, 'The object store of the receiver did not store all of it.');
    const finished = { id, length: upload.length, segments: upload.place.segments };
    known.remember(finished);
    await tidy(id);
    return finished;
  }

  async #put(upload: IncomingObject, body: Buffer | null): Promise<boolean> {
    if ((body?.length ?? 0) !== upload.length) throw new Refusal(404, 'The receiver does not know that upload.');
    const isReplacing = upload.conflict === 'overwrite';
    const isStored = await this.#options.bucket.put(upload.place.key, body ?? Buffer.alloc(0), factsOf(upload), isReplacing);
    // A repeated request meets what its first try stored.
    return isStored || (await this.isInPlace(upload));
  }

  /** Somebody else took the name between our question and our answer. */
  async #renamed(upload: IncomingObject): Promise<IncomingObject> {
    const place = await this.#options.names.choose({ ...upload, conflict: 'rename' });
    if (place.kind !== 'free') throw new Refusal(503, 'The receiver found no name for it just now.');
    const renamed = { ...upload, place };
    this.#options.known.set(renamed);
    return renamed;
  }

  async #complete(upload: IncomingObject): Promise<void> {
    const { bucket, giveUp, multipartIdOf, partsOf } = this.#options;
    const parts = await partsOf(upload);
    if (parts === null && (await this.isInPlace(upload))) return;
    if (parts === null || bytesOf(parts) !== upload.length) {
      await giveUp(upload.id);
      throw new Refusal(410, 'The object store of the receiver lost a part of it: it has to be sent again.');
    }
    const multipartId = await multipartIdOf(upload.id);
    const isReplacing = upload.conflict === 'overwrite';
    if (await bucket.complete(upload.place.key, multipartId, parts, isReplacing)) return;
    if (await this.isInPlace(upload)) return;
    await giveUp(upload.id);
    throw new Refusal(410, 'Somebody else stored a file of that name meanwhile: it has to be sent again.');
  }
}
