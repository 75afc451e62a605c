import type { Contestant } from './contestant.ts';
import { curlClient } from './curl-client.ts';
import { gantryClient } from './gantry-client.ts';
import { rcloneClient } from './rclone-client.ts';
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
];
