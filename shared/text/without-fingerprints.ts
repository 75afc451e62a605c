import type { PlainError } from '../error-codes.ts';

/** For a line beside the button that shows the fingerprints: they are long, and nobody compares them there. */
export function withoutFingerprints(error: PlainError | null): PlainError | null {
  if (error?.code !== 'host-key-changed' || error.details.reason === 'revoked') return error;
  const { fingerprint: _now, knownFingerprints: _before, ...details } = error.details;
  return { ...error, details };
}
