import type { SecretField } from '../../../shared/destination-secret.ts';
import type { ImportSource } from '../../../shared/importable.ts';

/** In an address: a bucket that the person has to name. */
export const bucketPlace = 'BUCKET';

/** What another program of this machine knows as a place for files, without its secrets. */
export type ImportCandidate =
  | {
      readonly source: ImportSource;
      readonly name: string;
      /** An address of Gantry's; with `needsBucket` its path is `bucketPlace`. */
      readonly url: string;
      readonly needsBucket: boolean;
      /** What was not taken over, in a sentence; null: everything was. */
      readonly note: string | null;
      /** What the configuration holds and the address cannot carry. */
      readonly secrets: readonly SecretField[];
    }
  | { readonly source: ImportSource; readonly name: string /** Why, in a sentence. */; readonly unsupported: string };

/** The address with its bucket in it. */
export function inBucket(url: string, bucket: string): string {
  return url.replace(`/${bucketPlace}`, `/${bucket}`);
}
