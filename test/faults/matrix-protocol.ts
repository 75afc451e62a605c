import type { Credentials } from '../../electron/engine/ports.ts';
import type { DestinationKind } from '../../shared/destination.ts';
import type { Verification } from '../../shared/upload.ts';
import type { ProxiedRequest } from '../servers/http-fault.ts';

/** What a server keeps under one name. */
export interface KeptFile {
  readonly name: string;
  readonly path: string;
}

/** A real server of one protocol, for one case of the matrix. */
export interface MatrixServer {
  /** `http:` or `sftp:` URL, as in a destination without the kind. */
  readonly url: string;
  /** Of the destination's address, what is for Gantry: `?region=us-east-1`. */
  readonly ownQuery?: string;
  /** None without it. */
  readonly credentials?: Credentials;
  /** What it shows of itself where hosts have keys: algorithm and key, as in a `known_hosts` file. */
  readonly hostKey?: string;
  /** Everything that it keeps, whole or not: what is there twice is here twice. */
  kept(): Promise<readonly KeptFile[]>;
  /** It has lost all that it had, as after a restart from nothing. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** All that the matrix has to know of a protocol. A new one joins with one of these. */
export interface MatrixProtocol {
  readonly kind: DestinationKind;
  /** That has to be installed for its server. */
  readonly program?: string;
  /** Its requests can be seen and changed on the way. */
  readonly isHttp: boolean;
  /** What stands behind an ordinary file that has arrived. */
  readonly verification: Verification;
  /** Faults that are tried every day; all of them without it, but for those that are like another one. */
  readonly everyDay?: readonly string[];
  /** Of the request that carries the file. */
  readonly bodyMethod: string;
  /** Where requests of that method also do something else. */
  readonly carriesFile?: (request: ProxiedRequest) => boolean;
  readonly start: () => Promise<MatrixServer>;
  /** Ends what all servers of it have in common. */
  readonly end?: () => Promise<void>;
}
