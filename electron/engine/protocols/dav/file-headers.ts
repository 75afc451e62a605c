import type { TransferRequest } from '../protocol.ts';

/** Servers of the ownCloud family refuse times of the first day of 1970 as nonsense. */
const earliestSeconds = 86_400;

/** What is said of a file besides its bytes: its type, and the time of its last change, which ownCloud and Nextcloud keep. */
export function fileHeadersOf({ target, source }: TransferRequest): Readonly<Record<string, string>> {
  const seconds = Math.floor(source.fingerprint.modifiedAtMs / 1_000);
  return { 'Content-Type': target.contentType, ...(seconds > earliestSeconds ? { 'X-OC-Mtime': String(seconds) } : {}) };
}
