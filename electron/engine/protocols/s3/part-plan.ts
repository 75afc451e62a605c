import { UploadError } from '../../errors/upload-error.ts';
import { largestPartBytes, smallestPartBytes } from './s3-address.ts';

/** S3's own limit. */
export const mostParts = 10_000;
/** What parts of that number and size come to. */
export const largestObjectBytes = mostParts * largestPartBytes;

/**
 * Bytes of each part of a file but the last (Amazon S3 User Guide, "Amazon S3 multipart upload limits"): as configured, or as many as it
 * takes to do with 10,000 parts. Throws `too-large` for a file that no 10,000 parts hold.
 */
export function partBytesFor(sizeBytes: number, configuredBytes: number): number {
  if (sizeBytes > largestObjectBytes) throw new UploadError('too-large', { details: { sizeBytes, limitBytes: largestObjectBytes } });
  return Math.max(configuredBytes, smallestPartBytes, Math.ceil(sizeBytes / mostParts));
}

export interface PlannedPart {
  /** From 1. */
  readonly number: number;
  readonly startByte: number;
  /** Not included. */
  readonly endByte: number;
}

export function partCountOf(sizeBytes: number, partBytes: number): number {
  return Math.ceil(sizeBytes / partBytes);
}

export function plannedPart(number: number, sizeBytes: number, partBytes: number): PlannedPart {
  const startByte = (number - 1) * partBytes;
  return { number, startByte, endByte: Math.min(sizeBytes, startByte + partBytes) };
}
