import { UploadError } from '../../errors/upload-error.ts';
import type { DestinationMemory } from '../protocol.ts';
import type { ClaimedDigests } from './claimed-digests.ts';
import type { BodyDigest, DigestingBody } from './digesting-body.ts';

/** What a server was seen to prove its content with; asked of the first files, since reckoning costs everybody else. */
const proofKey = 'putProof';
const proofs: Readonly<Record<number, readonly BodyDigest[]>> = { 1: [], 2: ['md5'], 3: ['sha256'] };

/** What to reckon over a body on its way. With `verify` also what a look at the stored content is compared with. */
export function digestsWorthReckoning(memory: DestinationMemory, verify: boolean): readonly BodyDigest[] {
  if (verify) return ['md5', 'sha256'];
  return proofs[memory.read(proofKey) ?? 0] ?? ['md5', 'sha256'];
}

/**
 * What the server's words prove of the body that went out; null: nothing. Throws `checksum-mismatch` where it says in so many words that it has something
 * else. `doubt`: its ETags are MD5s as a rule, and this one is not that of our file.
 */
export function provenBy(
  claims: ClaimedDigests,
  body: DigestingBody,
  memory: DestinationMemory,
  host: string,
): BodyDigest | 'doubt' | null {
  for (const algorithm of ['sha256', 'md5'] as const) {
    const theirs = claims.said[algorithm];
    const ours = body.digest(algorithm);
    if (theirs === undefined || ours === null) continue;
    if (!theirs.equals(ours)) throw new UploadError('checksum-mismatch', { details: { host, reason: algorithm } });
    remember(memory, algorithm);
    return algorithm;
  }
  const ours = body.digest('md5');
  if (ours !== null && claims.etagMd5 !== null) {
    if (claims.etagMd5.equals(ours)) {
      remember(memory, 'md5');
      return 'md5';
    }
    if (memory.read(proofKey) === 2) return 'doubt';
  }
  return null;
}

/** Nothing that the server said proved anything; what once did is asked again. */
export function rememberNoProof(memory: DestinationMemory): void {
  if (memory.read(proofKey) === null) memory.write(proofKey, 1);
}

function remember(memory: DestinationMemory, algorithm: BodyDigest): void {
  const value = algorithm === 'md5' ? 2 : 3;
  if (memory.read(proofKey) !== value) memory.write(proofKey, value);
}
