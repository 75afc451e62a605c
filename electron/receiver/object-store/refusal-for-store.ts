import { Refusal } from '../refusal.ts';
import { refusalFor, systemCodeOf } from '../refusal-for.ts';
import { storeCodeOf, storeStatusOf } from './store-answers.ts';

const quotaCodes = new Set(['QuotaExceeded', 'QuotaExceededException', 'InsufficientCapacity', 'InsufficientStorage']);

/** What the client of the receiver is told about an error of the store behind it. Whatever passes by itself is 503. */
export function refusalForStore(error: unknown): Refusal {
  const httpStatus = storeStatusOf(error);
  const code = storeCodeOf(error);
  if (httpStatus === null) {
    const isNetwork = code === 'TimeoutError' || (systemCodeOf(error) !== null && !(error instanceof Refusal));
    return isNetwork ? new Refusal(503, 'The object store of the receiver cannot be reached.', { cause: error }) : refusalFor(error);
  }
  const refuse = (status: number, words: string) => new Refusal(status, words, { cause: error });
  if (quotaCodes.has(code) || httpStatus === 507) return refuse(507, 'The object store of the receiver is full.');
  if (code === 'EntityTooLarge' || httpStatus === 413)
    return refuse(413, 'The object store of the receiver takes no file as large as that.');
  if (code === 'KeyTooLongError' || code === 'InvalidURI') return refuse(422, 'The object store of the receiver does not take that name.');
  if (code === 'NoSuchBucket') return refuse(503, 'The bucket of the receiver is not there.');
  if (httpStatus === 401 || httpStatus === 403) return refuse(403, 'The object store does not let the receiver write there.');
  return refuse(503, 'The object store of the receiver could not store that just now.');
}
