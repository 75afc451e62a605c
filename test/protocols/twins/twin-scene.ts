import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createEngine } from '../../../electron/engine/create-engine.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import type { Credentials } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { createSystemNetwork } from '../../../electron/host/system-network.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import { startCaseBlindSftp } from '../../servers/start-case-blind-sftp.ts';
import type { Folding } from '../../servers/start-folding-proxy.ts';
import { startFoldingProxy } from '../../servers/start-folding-proxy.ts';
import { startNginx } from '../../servers/start-nginx.ts';

/** A server that takes some names for one. */
interface BlindServer {
  readonly url: string;
  readonly directory: string;
  readonly credentials: Credentials;
  close(): Promise<void>;
}

export type TwinKind = 'put' | 'dav' | 'sftp';

export interface TwinScene {
  /** Sends files, each with its content, as one batch by an engine that is started for that and ended after it; answers what became of each. */
  send(files: Readonly<Record<string, string>>, conflict: 'overwrite' | 'skip' | 'rename'): Promise<readonly UploadStatus[]>;
  /** What the server has of all files. */
  kept(): readonly string[];
  contentOf(name: string): string;
}

async function startServer(kind: TwinKind, folding: Folding): Promise<BlindServer> {
  if (kind === 'sftp') return await startCaseBlindSftp(folding);
  const server = kind === 'put' ? await startNginx() : await startApacheDav();
  const proxy = await startFoldingProxy(server, folding);
  const close = async (): Promise<void> => {
    await proxy.close();
    await server.close();
  };
  return { url: `${kind}+${proxy.url}`, directory: server.directory, credentials: { kind: 'none' }, close };
}

/** One queue, of one process after the other, and a server that takes some names for one. */
export async function twinScene(kind: TwinKind, folding: Folding): Promise<TwinScene> {
  const server = await startServer(kind, folding);
  const home = await makeTemporaryDirectory('twins');
  const hostKeys = createFakeHostKeys();
  let batches = 0;
  onTestFinished(async () => {
    await server.close();
    await home.remove();
  });
  const start = (): Engine =>
    createEngine({
      dataDirectory: join(home.path, 'data'),
      ports: {
        clock: systemClock,
        randomness: systemRandomness,
        log: { write: () => undefined },
        hostKeys,
        secrets: { credentialsFor: async () => server.credentials },
        network: createSystemNetwork({ clock: systemClock }),
      },
    });
  return {
    send: async (files, conflict) => {
      batches += 1;
      const folder = join(home.path, `batch ${batches}`);
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder, name);
        await mkdir(join(path, '..'), { recursive: true });
        await writeFile(path, content);
      }
      const tops = new Set(Object.keys(files).map((name) => name.split('/')[0] ?? ''));
      const paths = [...tops].map((name) => join(folder, name));
      const engine = start();
      try {
        if (engine.destinations.list().length === 0) engine.destinations.add({ name: 'There', url: server.url, isSaved: true });
        const { batchId } = await engine.add({ paths, conflict });
        const batch = () => engine.overview().batches.find((one) => one.batchId === batchId);
        await waitUntil('the batch is through', () => (batch()?.settledAt ?? null) !== null, 30_000);
        return engine.listUploads({ fromPosition: 0, limit: 100, batchId: batchId ?? never() }).uploads.map(({ status }) => status);
      } finally {
        await engine.close();
      }
    },
    kept: () =>
      readdirSync(server.directory, { recursive: true })
        .map((name) => join(server.directory, String(name)))
        .filter((path) => statSync(path).isFile())
        .map((path) => readFileSync(path, 'utf8'))
        .toSorted(),
    contentOf: (name) => readFileSync(join(server.directory, name), 'utf8'),
  };
}

function never(): never {
  throw new Error('nothing was added');
}
