import type { Destination, DestinationKind } from '../../shared/destination.ts';

const words: Readonly<Record<DestinationKind, string>> = {
  tus: 'tus',
  s3: 'S3',
  dav: 'WebDAV',
  sftp: 'SFTP',
  put: 'HTTP PUT',
  post: 'HTTP form',
  presigned: 'Signed PUT',
};

/** What kind of server a destination is, in a word. */
export function kindWords(destination: Destination): string {
  return destination.isBuiltIn ? 'This computer' : words[destination.kind];
}
