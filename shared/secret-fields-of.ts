import type { DestinationKind } from './destination.ts';
import type { SecretField } from './destination-secret.ts';

const http: readonly SecretField[] = ['password', 'token'];

const fieldsByKind: Readonly<Record<DestinationKind, readonly SecretField[]>> = {
  tus: http,
  s3: ['accessKeyId', 'secretAccessKey', 'sessionToken'],
  dav: http,
  sftp: ['password', 'passphrase'],
  put: http,
  post: http,
  presigned: http,
};

/** What a destination of this kind may ask for. */
export function secretFieldsOf(kind: DestinationKind): readonly SecretField[] {
  return fieldsByKind[kind];
}
