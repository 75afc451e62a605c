import type { Finished } from '../answer-finished.ts';
import type { UploadDescription } from '../upload-description.ts';
import { uploadKeyOf } from '../upload-description.ts';
import type { ObjectNames, ObjectPlace } from './object-names.ts';

/** An upload that is not in its place yet. */
export interface IncomingObject extends UploadDescription {
  readonly place: ObjectPlace;
  /** It comes with its create and is stored in one request, so that nothing of it is there before all of it is. */
  readonly isSmall: boolean;
}

// Enough for every client that asks again at once; what is older is found again at its object.
const mostFinished = 100_000;

/** What a receiver knows of its uploads without asking the store. */
export class KnownObjects {
  readonly #names: ObjectNames;
  readonly #uploads = new Map<string, IncomingObject>();
  /** Ids that an earlier run left. */
  readonly #left = new Set<string>();
  readonly #finished = new Map<string, Finished>();

  constructor(names: ObjectNames) {
    this.#names = names;
  }

  get(id: string): IncomingObject | undefined {
    return this.#uploads.get(id);
  }

  /** Its name is taken from now on. */
  set(upload: IncomingObject): void {
    const before = this.#uploads.get(upload.id);
    if (before !== undefined && before.place.key !== upload.place.key) this.#names.release(before.place.key, upload.id);
    this.#names.give(upload.place.key, upload.id);
    this.#uploads.set(upload.id, upload);
  }

  leave(id: string): void {
    this.#left.add(id);
  }

  isLeft(id: string): boolean {
    return this.#left.has(id);
  }

  /** False: nothing of it can be in the bucket. */
  has(id: string): boolean {
    return this.#uploads.has(id) || this.#left.has(id);
  }

  /** Other versions of the same upload, whose file has changed since. */
  earlierVersionsOf(id: string): readonly string[] {
    const all = new Set([...this.#uploads.keys(), ...this.#left]);
    return [...all].filter((other) => other !== id && uploadKeyOf(other) === uploadKeyOf(id));
  }

  /** Its name is free again. */
  forget(id: string): void {
    const upload = this.#uploads.get(id);
    if (upload !== undefined) this.#names.release(upload.place.key, id);
    this.#uploads.delete(id);
    this.#left.delete(id);
  }

  finishedOf(id: string): Finished | undefined {
    return this.#finished.get(id);
  }

  remember(finished: Finished): void {
    this.#finished.set(finished.id, finished);
    const [oldest] = this.#finished.keys();
    if (this.#finished.size > mostFinished && oldest !== undefined) this.#finished.delete(oldest);
  }
}
