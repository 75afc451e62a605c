import type { UploadDescription } from '../upload-description.ts';
import type { ObjectFacts } from './object-bucket.ts';
import { uploadIdFact } from './object-bucket.ts';

/** What is kept at the object: whose it is, and its time in seconds, as other programs that copy files write it. */
export function factsOf({ id, modifiedAtMs }: UploadDescription): ObjectFacts {
  return { [uploadIdFact]: id, ...(modifiedAtMs === null ? {} : { mtime: String(modifiedAtMs / 1_000) }) };
}
