import { reasonOf } from '../../../shared/text/reason-of.ts';
import { UploadError } from '../errors/upload-error.ts';

/** Why a destination of Gantry's own is neither changed nor removed. */
export function builtInStays(name: string): UploadError {
  return new UploadError('not-possible-now', { details: reasonOf('"{name}" belongs to Gantry and stays as it is.', { name }) });
}
