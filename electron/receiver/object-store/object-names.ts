import { numberedName } from '../../../shared/numbered-name.ts';
import { Refusal } from '../refusal.ts';
import type { UploadDescription } from '../upload-description.ts';

/** What is in the bucket under a key. */
export interface StoredObject {
  /** Bytes. */
  readonly length: number;
  /** The upload that put it there; null when it was not one of ours. */
  readonly uploadId: string | null;
}

export interface ObjectPlace {
  /** In the bucket, with the prefix. */
  readonly key: string;
  /** The same under the prefix; the name last, with its number. */
  readonly segments: readonly string[];
}

export type ChosenPlace =
  | ({ readonly kind: 'free' } & ObjectPlace)
  /** This very upload is in its place already. */
  | ({ readonly kind: 'finished' } & ObjectPlace)
  /** To be skipped: a file of that size has the name. */
  | { readonly kind: 'exists' };

// The limit of S3 for a key.
const mostKeyBytes = 1024;

/**
 * Gives every upload its name when it begins, because an object of many parts cannot be renamed when it is whole. A name that was given
 * stays taken until the upload has ended.
 */
export class ObjectNames {
  readonly #prefix: string;
  readonly #look: (key: string) => Promise<StoredObject | null>;
  /** From a key to the uploads that will be stored there: more than one only where each is to overwrite. */
  readonly #given = new Map<string, Set<string>>();

  constructor(prefix: string, look: (key: string) => Promise<StoredObject | null>) {
    this.#prefix = prefix;
    this.#look = look;
  }

  keyOf(segments: readonly string[]): string {
    return `${this.#prefix}${segments.join('/')}`;
  }

  give(key: string, id: string): void {
    const ids = this.#given.get(key) ?? new Set();
    this.#given.set(key, ids.add(id));
  }

  release(key: string, id: string): void {
    const ids = this.#given.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.#given.delete(key);
  }

  /** The first name that is free, and gives it. Throws a `Refusal` 422 for a path that is too long for a key. */
  async choose(upload: UploadDescription): Promise<ChosenPlace> {
    const parents = upload.segments.slice(0, -1);
    const wanted = upload.segments.at(-1) ?? '';
    for (let number = 1; ; number += 1) {
      const segments = [...parents, numberedName(wanted, number)];
      const key = this.keyOf(segments);
      if (Buffer.byteLength(key) > mostKeyBytes) throw new Refusal(422, `The path is longer than the ${mostKeyBytes} bytes of a key.`);
      const isGivenToOthers = [...(this.#given.get(key) ?? [])].some((id) => id !== upload.id);
      if (isGivenToOthers && upload.conflict !== 'overwrite') continue;
      // Given before the question, so that nobody else asks for the same name meanwhile.
      this.give(key, upload.id);
      const there = await this.#look(key).catch((error: unknown) => {
        this.release(key, upload.id);
        throw error;
      });
      if (there === null || (upload.conflict === 'overwrite' && there.uploadId !== upload.id)) return { kind: 'free', key, segments };
      if (there.uploadId === upload.id && there.length === upload.length) {
        this.release(key, upload.id);
        return { kind: 'finished', key, segments };
      }
      this.release(key, upload.id);
      if (upload.conflict === 'skip' && number === 1 && there.length === upload.length) return { kind: 'exists' };
    }
  }
}
