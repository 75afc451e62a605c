/** What a server's host key was, and what it is now: fingerprints as `ssh-keygen -l` prints them (`SHA256:…`). */
export interface HostKeyChange {
  /** Every one that was known; empty: none was. */
  readonly known: readonly string[];
  readonly presented: string;
  /** Somebody wrote down that the key of now must never be trusted. */
  readonly isRevoked: boolean;
}
