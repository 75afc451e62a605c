import type { DestinationKind } from './destination.ts';

/** What a person may have to give to sign in somewhere. Each is a line of text. */
export const secretFields = ['password', 'token', 'accessKeyId', 'secretAccessKey', 'sessionToken', 'passphrase'] as const;
export type SecretField = (typeof secretFields)[number];

/** Crosses the contract towards the engine's host only, never back. */
export type DestinationSecret = { readonly [Field in SecretField]?: string };

/**
 * Where a host keeps what is typed in: encrypted by the system's keychain, in memory until it ends, or nowhere, as in the terminal, which takes
 * secrets from its environment.
 */
export type SecretKeeping = 'keychain' | 'session' | 'environment';

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
