import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What both sides have thrown in, so that no proof of an earlier conversation is worth anything. */
export interface Challenges {
  readonly client: string;
  readonly holder: string;
}

/** 192 random bits. */
export function newChallenge(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Shows that one of the two sides knows the token without saying it: HMAC-SHA-256 (RFC 2104) under the token of the line
 * `gantry SIDE CLIENT_CHALLENGE HOLDER_CHALLENGE`, in base64url. The side stands in it, so that neither can be answered with its own proof.
 */
export function tokenProofOf(token: string, side: 'client' | 'holder', { client, holder }: Challenges): string {
  return createHmac('sha256', token).update(`gantry ${side} ${client} ${holder}`).digest('base64url');
}

/** Compares in a time that tells nothing of where two texts differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
