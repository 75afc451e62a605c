import type { HttpAnswer } from '../transport/http-answer.ts';
import { byteCountOf, headerOf } from '../transport/http-answer.ts';
import type { TusChecksum } from './part-checksum.ts';
import { tusChecksums } from './part-checksum.ts';

/** What a tus server says of itself. */
export interface TusFeatures {
  readonly canCreateWithUpload: boolean;
  /** Knows a creation that it has seen before by our own id, and answers with the upload that came of it. */
  readonly knowsRepeatedCreation: boolean;
  /** A server of ours: lists what it has. */
  readonly canList: boolean;
  readonly maxSizeBytes: number | null;
  /** The cheapest checksum of the checksum extension that both sides know; null: none. */
  readonly checksum: TusChecksum | null;
}

/** Of a server that was not asked, or whose answer to OPTIONS some proxy kept back. */
export const unknownFeatures: TusFeatures = {
  canCreateWithUpload: false,
  knowsRepeatedCreation: false,
  canList: false,
  maxSizeBytes: null,
  checksum: null,
};

export function tusFeaturesOf(answer: HttpAnswer): TusFeatures {
  const extensions = listOf(headerOf(answer, 'tus-extension'));
  const algorithms = extensions.includes('checksum') ? listOf(headerOf(answer, 'tus-checksum-algorithm')) : [];
  return {
    canCreateWithUpload: extensions.includes('creation-with-upload'),
    knowsRepeatedCreation: extensions.includes('gantry-repeated-creation'),
    canList: extensions.includes('gantry-list'),
    maxSizeBytes: byteCountOf(answer, 'tus-max-size'),
    checksum: tusChecksums.find((known) => algorithms.includes(known)) ?? null,
  };
}

/** Whether a tus server gave this answer, whatever its status. */
export function isFromTus(answer: HttpAnswer): boolean {
  return headerOf(answer, 'tus-resumable') !== undefined || headerOf(answer, 'tus-version') !== undefined;
}

/** True also when the server does not say. */
export function speaksOurVersion(answer: HttpAnswer): boolean {
  const versions = listOf(headerOf(answer, 'tus-version') ?? headerOf(answer, 'tus-resumable'));
  return versions.length === 0 || versions.includes('1.0.0');
}

function listOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
