import type { DestinationId } from './ids.ts';

/** What a server's host key was, and what it is now: fingerprints as `ssh-keygen -l` prints them (`SHA256:…`). */
export interface HostKeyChange {
  /** With its port, where that is not the usual one. */
  readonly host: string;
  /** Every one that was known; empty: none was. */
  readonly known: readonly string[];
  readonly presented: string;
  /** Somebody wrote down that the key of now must never be trusted. */
  readonly isRevoked: boolean;
}

/** Whose host key is meant: a destination's, or that of an address that is not saved. */
export type TrustedPlace = { readonly destinationId: DestinationId } | { readonly url: string };
