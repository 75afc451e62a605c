import type { DestinationKind } from '../../../shared/destination.ts';
import { createDavProtocol } from './dav/dav-protocol.ts';
import { createFormProtocol } from './http/form-protocol.ts';
import { createPutProtocol } from './http/put-protocol.ts';
import { createPresignedProtocol } from './presigned/presigned-protocol.ts';
import type { CreateProtocol } from './protocol.ts';
import { createS3Protocol } from './s3/s3-protocol.ts';
import { createSftpProtocol } from './sftp/sftp-protocol.ts';
import { createTusProtocol } from './tus/tus-protocol.ts';

export interface RegisteredProtocol {
  readonly create: CreateProtocol;
  /** Can go on in the middle of a file; known before an instance is made. */
  readonly isResumable: boolean;
}

export type ProtocolTable = Readonly<Record<DestinationKind, RegisteredProtocol>>;

/** Every kind of destination and the protocol that serves it. */
export const protocols: ProtocolTable = {
  tus: { create: createTusProtocol, isResumable: true },
  s3: { create: createS3Protocol, isResumable: true },
  dav: { create: createDavProtocol, isResumable: false },
  sftp: { create: createSftpProtocol, isResumable: true },
  put: { create: createPutProtocol, isResumable: false },
  post: { create: createFormProtocol, isResumable: false },
  presigned: { create: createPresignedProtocol, isResumable: false },
};
