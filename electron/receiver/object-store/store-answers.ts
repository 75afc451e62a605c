/** The HTTP status of an answer that the store's client threw; null where there was none. */
export function storeStatusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return null;
  const { $metadata: facts } = error;
  if (typeof facts !== 'object' || facts === null || !('httpStatusCode' in facts)) return null;
  return typeof facts.httpStatusCode === 'number' ? facts.httpStatusCode : null;
}

/** The code of S3 for an error, such as `NoSuchBucket`; empty where there is none. */
export function storeCodeOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The store has answered that the object, or the multipart upload, is not there. */
export function isNotThere(error: unknown): boolean {
  // A missing bucket is a fault of the whole store, and says nothing about one object.
  return storeStatusOf(error) === 404 && storeCodeOf(error) !== 'NoSuchBucket';
}
