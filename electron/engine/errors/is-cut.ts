import type { UploadError } from './upload-error.ts';

/** The network, or a hop of it, ended the connection or swallowed it: the server said nothing against the file. */
export function isCut({ code }: UploadError): boolean {
  return code === 'connection-lost' || code === 'timed-out' || code === 'stalled';
}
