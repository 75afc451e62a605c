import { UploadError } from '../../errors/upload-error.ts';

/** `too-large` for the whole file, from a refusal that no smaller request can get around. */
export function fileTooLarge(refusal: UploadError, sizeBytes: number): UploadError {
  return new UploadError('too-large', { details: { ...refusal.details, sizeBytes }, cause: refusal });
}
