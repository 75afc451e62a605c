import { classifySystemError } from '../../engine/errors/classify-system-error.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { ObjectStoreAddress } from './object-store-address.ts';
import { storeCodeOf, storeStatusOf } from './store-answers.ts';

/** Why a receiver cannot begin with this store, in our own words. */
export function unusableStore(error: unknown, address: ObjectStoreAddress): UploadError {
  const { host } = new URL(address.endpoint);
  const httpStatus = storeStatusOf(error);
  if (httpStatus === null) {
    if (storeCodeOf(error) === 'TimeoutError') return new UploadError('timed-out', { details: { host }, cause: error });
    return classifySystemError(error, { host });
  }
  const details = { host, httpStatus };
  const code = storeCodeOf(error);
  const because = (reason: string) => ({ details: { ...details, reason }, cause: error });
  if (code === 'NoSuchBucket' || httpStatus === 404) return new UploadError('bucket-missing', because(address.bucket));
  if (code === 'RequestTimeTooSkewed') return new UploadError('clock-skew', { details, cause: error });
  const isElsewhere = code === 'PermanentRedirect' || code === 'AuthorizationHeaderMalformed' || httpStatus === 301;
  if (isElsewhere) return new UploadError('region-wrong', { details, cause: error });
  if (code === 'AccessDenied') return new UploadError('not-allowed', because('bucket'));
  if (code === 'SignatureDoesNotMatch') return new UploadError('sign-in-refused', because('secret-key'));
  if (httpStatus === 401 || httpStatus === 403) return new UploadError('sign-in-refused', because('access-key'));
  return new UploadError(httpStatus >= 500 ? 'server-error' : 'wrong-protocol', { details, cause: error });
}
