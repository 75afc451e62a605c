import type { Destination, DestinationKind } from '../../shared/destination.ts';

/** What kind of server it is, in a word. */
export const kindNames: Readonly<Record<DestinationKind, string>> = {
  s3: 'S3',
  dav: 'WebDAV',
  sftp: 'SFTP',
  tus: 'tus',
  put: 'HTTP PUT',
  post: 'HTTP form',
  presigned: 'Signed PUT',
};

/** What kind of server a destination is, in a word. */
export function kindWords(destination: Pick<Destination, 'kind' | 'isBuiltIn'>): string {
  return destination.isBuiltIn ? 'This computer' : kindNames[destination.kind];
}
