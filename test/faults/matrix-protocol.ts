import type { DestinationKind } from '../../shared/destination.ts';

/** What a server keeps under one name. */
export interface KeptFile {
  readonly name: string;
  readonly path: string;
}

/** A real server of one protocol, for one case of the matrix. */
export interface MatrixServer {
  /** `http:` URL, as in a destination without the kind. */
  readonly url: string;
  /** Everything that it keeps, whole or not: what is there twice is here twice. */
  kept(): Promise<readonly KeptFile[]>;
  /** It has lost all that it had, as after a restart from nothing. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** All that the matrix has to know of a protocol. A new one joins with one of these. */
export interface MatrixProtocol {
  readonly kind: DestinationKind;
  /** Of the request that carries the file. */
  readonly bodyMethod: string;
  readonly start: () => Promise<MatrixServer>;
}
