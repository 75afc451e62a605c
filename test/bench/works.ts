import { awsClient } from './aws-client.ts';
import type { Contestant } from './contestant.ts';
import { curlClient } from './curl-client.ts';
import { gantryClient } from './gantry-client.ts';
import { opensshClient } from './openssh-client.ts';
import { rcloneBucketClient } from './rclone-bucket-client.ts';
import { rcloneClient } from './rclone-client.ts';
import { rcloneSftpClient } from './rclone-sftp-client.ts';
import type { BenchServerKind } from './server-messages.ts';
import { tusJsClient } from './tus-js-client.ts';
import type { WorkName } from './work-names.ts';

export interface Peer {
  readonly contestant: Contestant;
  /** Gantry's wall seconds may be at most this many times the peer's; null where we only look. */
  readonly mostTimesSlower: number | null;
}

export interface Work {
  readonly name: WorkName;
  readonly payload: 'large' | 'small';
  readonly server: BenchServerKind;
  readonly serverProgram: string | null;
  /** Compared with the peers. */
  readonly gantry: Contestant;
  /** Other ways to run Gantry, to know what they cost. */
  readonly variants: readonly Contestant[];
  readonly peers: readonly Peer[];
}

/** No client process of Gantry may ever need more. */
export const mostPeakBytes = 200_000_000;

const put = gantryClient({ scheme: 'put', conflict: 'overwrite' });
const tus = gantryClient({ scheme: 'tus', conflict: 'overwrite' });

const s3 = gantryClient({ scheme: 's3', conflict: 'overwrite' });
const dav = gantryClient({ scheme: 'dav', conflict: 'overwrite' });
const sftp = gantryClient({ scheme: 'sftp', conflict: 'overwrite' });
const bucketPeers: readonly Peer[] = [
  { contestant: awsClient, mostTimesSlower: 1 },
  { contestant: rcloneBucketClient, mostTimesSlower: 1 },
];
const sftpPeers: readonly Peer[] = [
  { contestant: rcloneSftpClient, mostTimesSlower: 1 },
  { contestant: opensshClient, mostTimesSlower: null },
];
const swift = { server: 'swift', serverProgram: 'swift-proxy-server', gantry: s3, variants: [], peers: bucketPeers } as const;
const apache = {
  server: 'apache',
  serverProgram: 'apache2',
  gantry: dav,
  variants: [],
  peers: [
    { contestant: rcloneClient, mostTimesSlower: 1 },
    { contestant: curlClient, mostTimesSlower: null },
  ],
} as const;
const sshd = { server: 'sshd', serverProgram: 'sshd', gantry: sftp, variants: [], peers: sftpPeers } as const;

export const works: readonly Work[] = [
  {
    name: 'put-large',
    payload: 'large',
    server: 'nginx',
    serverProgram: 'nginx',
    gantry: put,
    variants: [],
    peers: [{ contestant: curlClient, mostTimesSlower: 1.25 }],
  },
  {
    name: 'put-small',
    payload: 'small',
    server: 'nginx',
    serverProgram: 'nginx',
    gantry: put,
    variants: [gantryClient({ scheme: 'put' })],
    peers: [{ contestant: curlClient, mostTimesSlower: null }],
  },
  {
    // rclone asks with PROPFIND, which nginx does not know.
    name: 'put-small-apache',
    payload: 'small',
    server: 'apache',
    serverProgram: 'apache2',
    gantry: put,
    variants: [],
    peers: [
      { contestant: rcloneClient, mostTimesSlower: 1 },
      { contestant: curlClient, mostTimesSlower: null },
    ],
  },
  {
    name: 'tus-large',
    payload: 'large',
    server: 'tus',
    serverProgram: null,
    gantry: tus,
    variants: [],
    peers: [{ contestant: tusJsClient(false), mostTimesSlower: 1 }],
  },
  {
    name: 'tus-small',
    payload: 'small',
    server: 'tus',
    serverProgram: null,
    gantry: tus,
    variants: [],
    peers: [
      { contestant: tusJsClient(false), mostTimesSlower: 1 },
      { contestant: tusJsClient(true), mostTimesSlower: 1 },
    ],
  },
  { name: 's3-large', payload: 'large', ...swift },
  { name: 's3-small', payload: 'small', ...swift },
  { name: 'dav-large', payload: 'large', ...apache },
  { name: 'dav-small', payload: 'small', ...apache },
  { name: 'sftp-large', payload: 'large', ...sshd },
  { name: 'sftp-small', payload: 'small', ...sshd },
];
