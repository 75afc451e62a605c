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
