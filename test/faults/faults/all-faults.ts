import type { Fault } from '../fault.ts';
import { addressFaults } from './address-faults.ts';
import { answerFaults } from './answer-faults.ts';
import { connectionFaults } from './connection-faults.ts';
import { davFaults } from './dav-faults.ts';
import { s3Faults } from './s3-faults.ts';
import { serverFaults } from './server-faults.ts';
import { sftpFaults } from './sftp-faults.ts';
import { statusFaults } from './status-faults.ts';

export interface FaultGroup {
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** The matrix, group by group. */
export const faultGroups: readonly FaultGroup[] = [
  { title: 'Connections', faults: connectionFaults },
  { title: 'Statuses', faults: statusFaults },
  { title: 'Answers', faults: answerFaults },
  { title: 'The way there', faults: addressFaults },
  { title: 'The server and what is before it', faults: serverFaults },
  { title: 'What only S3 does', faults: s3Faults },
  { title: 'What only WebDAV does', faults: davFaults },
  { title: 'What only SFTP does', faults: sftpFaults },
];
