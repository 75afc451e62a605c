import type { Buffer } from 'node:buffer';
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { HttpBody } from './http-request.ts';

/** What HTTP servers prove content with, in the names of both Node and `Repr-Digest`'s registry without its hyphen. */
export type BodyDigest = 'md5' | 'sha256';

export interface DigestingBody extends HttpBody {
  /** Of the last whole pass over the body; null where it was not asked for, or no pass came to its end. */
  digest(algorithm: BodyDigest): Buffer | null;
}

/** The same body, with digests of what went out. Every pass begins them anew. */
export function digestingBody(body: HttpBody, algorithms: readonly BodyDigest[]): DigestingBody {
  let digests = new Map<BodyDigest, Buffer>();
  return {
    length: body.length,
    digest: (algorithm) => digests.get(algorithm) ?? null,
    chunks: (signal) => (algorithms.length === 0 ? body.chunks(signal) : digested(body, algorithms, signal, (whole) => (digests = whole))),
  };
}

async function* digested(
  body: HttpBody,
  algorithms: readonly BodyDigest[],
  signal: AbortSignal,
  onWhole: (digests: Map<BodyDigest, Buffer>) => void,
): AsyncGenerator<Buffer> {
  const hashes = algorithms.map((algorithm): [BodyDigest, Hash] => [algorithm, createHash(algorithm)]);
  onWhole(new Map());
  let bytes = 0;
  for await (const chunk of body.chunks(signal)) {
    for (const [, hash] of hashes) hash.update(chunk);
    bytes += chunk.byteLength;
    // Before the last bytes go out: whoever takes them may not ask for more.
    if (bytes === body.length) onWhole(new Map(hashes.map(([algorithm, hash]) => [algorithm, hash.digest()])));
    yield chunk;
  }
  if (bytes === 0) onWhole(new Map(hashes.map(([algorithm, hash]) => [algorithm, hash.digest()])));
}
