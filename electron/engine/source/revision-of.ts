import type { Fingerprint } from './upload-source.ts';

/** Names these bytes of this upload: a server that knows the id must not take a changed file for the one it has. */
export function revisionOf(uploadId: string, { size, modifiedAtMs, changedAtMs = 0, inode }: Fingerprint): string {
  const number = Number(inode);
  const parts = [
    size,
    Math.round(modifiedAtMs * 1000),
    Math.round(changedAtMs * 1000),
    Number.isSafeInteger(number) ? number : BigInt(inode),
  ];
  return [uploadId, ...parts.map((part) => part.toString(36))].join('-');
}
