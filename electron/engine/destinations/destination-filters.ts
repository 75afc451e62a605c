import type { Reason } from '../../../shared/text/reason.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { OwnQuery } from './own-query.ts';

/** What a destination is known not to take, from its address. */
export interface DestinationFilters {
  /** From `gantry-max-size`, in bytes. */
  readonly maxFileSizeBytes: number | null;
  /** From `gantry-accept`: lower case, without the dot. */
  readonly acceptedExtensions: readonly string[] | null;
}

/** Throws `destination-invalid` for what is no size and no list. */
export function destinationFiltersOf(query: OwnQuery): DestinationFilters {
  return { maxFileSizeBytes: sizeOf(query.one('gantry-max-size')), acceptedExtensions: extensionsOf(query.one('gantry-accept')) };
}

function sizeOf(text: string | null): number | null {
  if (text === null) return null;
  const match = /^(\d+(?:\.\d+)?)([kmgt]?)$/i.exec(text.trim());
  const factor = 1024 ** ['', 'k', 'm', 'g', 't'].indexOf((match?.[2] ?? '').toLowerCase());
  const bytes = Math.floor(Number(match?.[1]) * factor);
  if (match === null || !Number.isSafeInteger(bytes) || bytes <= 0)
    throw invalid(reasonOf('gantry-max-size is a number of bytes, such as 500M or 2G.'));
  return bytes;
}

function extensionsOf(text: string | null): readonly string[] | null {
  if (text === null) return null;
  const extensions = text.split(',').map((part) => part.trim().replace(/^\./, '').toLowerCase());
  const given = extensions.filter((extension) => extension !== '');
  if (given.length === 0) throw invalid(reasonOf('gantry-accept is a list of file name endings, such as jpg,png.'));
  return given;
}

function invalid(reason: Reason): UploadError {
  return new UploadError('destination-invalid', { details: reason });
}
