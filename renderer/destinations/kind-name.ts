import type { DestinationKind } from '../../shared/destination.ts';
import { say } from '../../shared/language/say.ts';

/** What speaks a protocol is called by it, in every language. */
const protocols: Readonly<Record<Exclude<DestinationKind, 'post' | 'presigned'>, string>> = {
  s3: 'S3',
  dav: 'WebDAV',
  sftp: 'SFTP',
  tus: 'tus',
  put: 'HTTP PUT',
};

/** What kind of server it is, in a word. */
export function kindName(kind: DestinationKind): string {
  if (kind === 'post') return say('HTTP form');
  return kind === 'presigned' ? say('Signed PUT') : protocols[kind];
}
