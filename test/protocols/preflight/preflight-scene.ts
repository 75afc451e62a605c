import { chmod, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine } from '../../../electron/engine/create-engine.ts';
import type { Credentials } from '../../../electron/engine/ports.ts';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { protocols } from '../../../electron/engine/protocols/registry.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { createSystemNetwork } from '../../../electron/host/system-network.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import type { DestinationKind } from '../../../shared/destination.ts';
import type { BatchProgress } from '../../../shared/progress.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';

/** A real server, and how a test looks at what it has. */
export interface PreflightServer {
  readonly kind: DestinationKind;
  readonly url: string;
  readonly credentials: Credentials;
  put(relativePath: string, content: string): Promise<void>;
  /** null: there is no such file. */
  content(relativePath: string): Promise<string | null>;
  /** Requests on the line so far that ask what is there; null where nobody sees them. */
  questions(): number | null;
  close(): Promise<void>;
}

/** How many files of each sort, in each of two folders. */
const counts = { same: 35, changed: 15, older: 15, free: 35 } as const;
export type Sort = keyof typeof counts;
export const sorts = Object.keys(counts) as readonly Sort[];
export const fileCount = 2 * Object.values(counts).reduce((sum, count) => sum + count, 0);
export const countOfSort = (sort: Sort): number => 2 * counts[sort];

const anHour = 3_600;
export const mine = (sort: Sort): string => `mine of ${sort.padEnd(7)}`;
const theirs: Readonly<Record<Sort, string | null>> = { same: 'theirs of same ', changed: 'theirs', older: 'theirs of older', free: null };

export interface Ran {
  readonly batch: BatchProgress;
  /** Calls of the engine: pages of lists that came, and single questions. */
  readonly pages: number;
  readonly looks: number;
  /** Requests on the line. */
  readonly questions: number | null;
  /** What the server has of a sort under its own name and under that with a number, in words; one entry where it is the same for all. */
  contents(sort: Sort): Promise<readonly string[]>;
}

interface NamedSort {
  readonly sort: Sort;
  readonly path: string;
}

function namesFor(policy: ConflictPolicy): readonly NamedSort[] {
  const folders = [`${policy}/a`, `${policy}/b/c`];
  return sorts.flatMap((sort) =>
    folders.flatMap((folder) => Array.from({ length: counts[sort] }, (_, index) => ({ sort, path: `${folder}/${sort} ${index}.txt` }))),
  );
}

/** Puts on the server what the folder of that policy is to meet. To be done before it is asked anything: some remember what they had. */
export async function preparePreflight(server: PreflightServer, policy: ConflictPolicy): Promise<void> {
  for (const { sort, path } of namesFor(policy)) {
    const content = theirs[sort];
    if (content !== null) await server.put(path, content);
  }
}

/** Sends a folder that meets what is there by a policy, and waits until all is through. */
export async function runPreflight(server: PreflightServer, policy: ConflictPolicy): Promise<Ran> {
  const home = await makeTemporaryDirectory('preflight');
  const names = namesFor(policy);
  const now = Date.now() / 1_000;
  for (const { sort, path } of names) {
    const source = join(home.path, path);
    await mkdir(join(source, '..'), { recursive: true });
    await writeFile(source, mine(sort));
    // The destination got its own just now: it is older than what is changed here in an hour.
    const time = sort === 'older' ? now + anHour : now - anHour;
    await utimes(source, time, time);
  }
  let pages = 0;
  let looks = 0;
  const counted = (protocol: Protocol): Protocol => {
    const { look, list } = protocol;
    return Object.assign(protocol, {
      look: (...args: Parameters<NonNullable<typeof look>>) => {
        looks += 1;
        return look?.apply(protocol, args);
      },
      list: async function* (...args: Parameters<NonNullable<typeof list>>) {
        for await (const page of list?.apply(protocol, args) ?? []) {
          pages += 1;
          yield page;
        }
      },
    });
  };
  const { kind } = server;
  const table = {
    ...protocols,
    [kind]: { ...protocols[kind], create: (options: ProtocolOptions) => counted(protocols[kind].create(options)) },
  };
  const engine = createEngine({
    dataDirectory: join(home.path, 'data'),
    protocols: table,
    ports: {
      clock: systemClock,
      randomness: systemRandomness,
      log: { write: () => undefined },
      hostKeys: createFakeHostKeys(),
      secrets: { credentialsFor: async () => server.credentials },
      network: createSystemNetwork({ clock: systemClock }),
    },
  });
  let questions = server.questions();
  try {
    engine.destinations.add({ name: 'There', url: server.url, isSaved: true });
    await engine.add({ paths: [join(home.path, policy)], conflict: policy });
    const batch = (): BatchProgress | undefined => engine.overview().batches[0];
    await waitUntil(`${policy} is through`, () => (batch()?.settledAt ?? null) !== null, 120_000);
    const after = server.questions();
    questions = after === null || questions === null ? null : after - questions;
    const settled = batch();
    if (settled === undefined) throw new Error('the batch is gone');
    return { batch: settled, pages, looks, questions, contents: (sort) => contentsOf(server, names, sort) };
  } finally {
    await engine.close();
    await home.remove();
  }
}

async function contentsOf(server: PreflightServer, names: readonly NamedSort[], sort: Sort): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { path } of names.filter((name) => name.sort === sort)) {
    const numbered = await server.content(path.replace(/\.txt$/, ' (2).txt'));
    const whose = (content: string | null): string => (content === null ? 'nothing' : (content.split(' ')[0] ?? ''));
    found.add(`${whose(await server.content(path))}${numbered === null ? '' : `, and ${whose(numbered)} beside it`}`);
  }
  return [...found];
}

/** How a test looks at a server that keeps its files in a folder. */
export function inFolder(directory: string): Pick<PreflightServer, 'put' | 'content'> {
  return {
    put: async (relativePath, content) => {
      const path = join(directory, relativePath);
      // A server may be somebody else than who runs the tests.
      for (const folder of foldersAbove(relativePath))
        await mkdir(join(directory, folder)).then(() => chmod(join(directory, folder), 0o777), ignoreTaken);
      await writeFile(path, content);
      await chmod(path, 0o666);
    },
    content: (relativePath) => readFile(join(directory, relativePath), 'utf8').catch(() => null),
  };
}

function foldersAbove(relativePath: string): readonly string[] {
  const parts = relativePath.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function ignoreTaken(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
