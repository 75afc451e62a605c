import type { Credentials } from '../../../electron/engine/ports.ts';
import type { DestinationKind } from '../../../shared/destination.ts';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import type { Verification } from '../../../shared/upload.ts';

/** A real server of one kind, and how to look at what it stored. */
export interface ContractServer {
  readonly url: string;
  /** Of the destination's URL, what is for Gantry. */
  readonly options?: Readonly<Record<string, string>>;
  /** None without it. */
  readonly credentials?: Credentials;
  /** Path on this machine of a wholly stored file; null when there is none of that relative path. */
  stored(relativePath: string): Promise<string | null>;
  close(): Promise<void>;
}

export interface Contract {
  readonly kind: DestinationKind;
  readonly start: () => Promise<ContractServer>;
  /** Bytes of the file that must not cost memory; 512 MiB without it. */
  readonly largeFileBytes?: number;
  /** Where this server can do more than its kind promises before it was tried. */
  readonly isResumable?: boolean;
  /** What is remembered of this server from before. */
  readonly memory?: Readonly<Record<string, number>>;
  /** With these a large file goes out as one body, of which no system takes more than a part while nobody reads. */
  readonly asOneBody?: Readonly<Record<string, string>>;
  /** The method of the request that carries a large file's bytes. */
  readonly bodyMethod: 'PATCH' | 'PUT' | 'POST';
  /** What the server keeps of a name; the name itself without it. */
  readonly keepsName?: (name: string) => boolean;
  /** What a lost answer to the bytes leads to at the next attempt: nothing sent again, or all of it. */
  readonly afterLostAnswer: 'nothing' | 'all';
  /** Answers to the request with the bytes that mean something of their own here, and have their own tests. */
  readonly ownStatuses?: readonly number[];
  /** What stands behind a file that was to be verified. */
  readonly verified: Verification;
  /** What a web page in the place of every answer is. */
  readonly htmlIs: ErrorCode | 'success';
}
