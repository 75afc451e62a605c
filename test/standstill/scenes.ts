import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchId } from '../../shared/ids.ts';
import { hang } from '../engine/fake-server.ts';
import type { PhaseReport } from './loop-watch.ts';
import { watchLoop } from './loop-watch.ts';
import { rewriteQueue } from './rewrite-queue.ts';
import type { Scene } from './scene.ts';
import { openScene } from './scene.ts';

export interface SceneFolders {
  /** With the many files in it. */
  readonly files: string;
  readonly names: readonly string[];
  /** For data directories. */
  readonly scratch: string;
}

type Phases = (name: string, work: () => Promise<void>) => Promise<void>;
type Play = (folders: SceneFolders, phase: Phases) => Promise<void>;

const all = { scope: { kind: 'all' } } as const;

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 50));
}

const isWalked = (scene: Scene) => (): boolean => scene.engine.overview().batches.every(({ isScanning }) => !isScanning);

/** As the window does at its start. */
async function listAll(scene: Scene): Promise<void> {
  await scene.ask('getOverview', {});
  for (let from: number | null = 0; from !== null; ) {
    const page: { readonly nextPosition: number | null } = await scene.ask('listUploads', { fromPosition: from, limit: 1000 });
    from = page.nextPosition;
  }
}

/** A data directory with all the files in one batch, queued; made once and copied. */
async function queued({ files, names, scratch }: SceneFolders, change = ''): Promise<string> {
  const base = join(scratch, `base-${names.length}`);
  const isThere = await cp(base, join(scratch, 'data'), { recursive: true }).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const made = join(scratch, 'making');
    await rm(made, { recursive: true, force: true });
    const scene = await openScene({ dataDirectory: made, prepare: hangs });
    await scene.ask('addPaths', { paths: [files], conflict: 'rename' });
    await until(isWalked(scene));
    await scene.close();
    await rename(made, base);
    await cp(base, join(scratch, 'data'), { recursive: true });
  }
  const dataDirectory = join(scratch, 'data');
  if (change !== '') rewriteQueue(dataDirectory, change);
  return dataDirectory;
}

function hangs(server: Scene['server']): void {
  server.onTransfer = hang;
}

const failed = `UPDATE uploads SET status = 'failed', settled_at = 1, attempt = 3, error_code = 'server-refused', error_details = '{"status":500}'`;
const completed = `UPDATE uploads SET status = 'completed', settled_at = 1, bytes_confirmed = size; UPDATE batches SET settled_at = 1;
  INSERT INTO attempts (upload_id, started_at, ended_at, outcome, bytes_from, bytes_to) SELECT upload_id, 1, 2, 'finished', 0, size FROM uploads`;
const manyBatches = `${completed};
  INSERT INTO batches SELECT 'b' || value, name, destination_id, conflict, verify, max_attempts, 0, 0, 0, created_at, 1, NULL, NULL
    FROM batches, json_each((SELECT json_group_array(n) FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000) SELECT n FROM c)));
  UPDATE uploads SET batch_id = 'b' || (1 + position % 1000)`;
const refused = `INSERT INTO refusals SELECT batch_id, source_path, 'source-unreadable', '{"path":"x"}' FROM uploads`;

export const scenes: Readonly<Record<string, Play>> = {
  async folder({ files, scratch }, phase) {
    const scene = await openScene({ dataDirectory: join(scratch, 'data'), prepare: hangs });
    await phase('add a folder', async () => {
      await scene.ask('addPaths', { paths: [files], conflict: 'rename' });
      await until(isWalked(scene));
    });
    await phase('list pages', () => listAll(scene));
    await phase('list failed', async () => void (await scene.ask('listUploads', { fromPosition: 0, limit: 1000, status: 'failed' })));
    await phase('totals', async () => void scene.engine.totals());
    await phase('pause all', async () => void (await scene.ask('pause', all)));
    await phase('after it', () => new Promise((resolve) => setTimeout(resolve, 1_000)));
    await phase('resume all', async () => void (await scene.ask('resume', all)));
    await phase('after it', () => new Promise((resolve) => setTimeout(resolve, 1_000)));
    await phase('cancel all', async () => void (await scene.ask('cancel', all)));
    await phase('remove the batch', async () => void (await scene.ask('clearSettled', {})));
    await scene.close();
  },
  async paths({ files, names, scratch }, phase) {
    const scene = await openScene({ dataDirectory: join(scratch, 'data'), prepare: hangs });
    await phase('add all by path', async () => {
      await scene.ask('addPaths', { paths: names.map((name) => join(files, name)), conflict: 'rename' });
      await until(isWalked(scene));
    });
    await phase('add them again', async () => {
      await scene.ask('addPaths', { paths: [files], conflict: 'rename' });
      await until(isWalked(scene));
    });
    await phase('close', () => scene.close());
  },
  async start(folders, phase) {
    const dataDirectory = await queued(folders);
    let scene: Scene | null = null;
    await phase('start with unfinished', async () => {
      scene = await openScene({ dataDirectory, prepare: hangs });
    });
    await phase('move to another place', async () => {
      const other = scene?.engine.destinations.add({ name: 'Other', url: 'tus+http://other.test/files/', isSaved: true });
      const batchId = scene?.engine.overview().batches[0]?.batchId;
      if (other !== undefined && batchId !== undefined) await scene?.ask('moveBatch', { batchId, destinationId: other.destinationId });
    });
    await phase('change its address', async () => {
      const [other] = scene?.engine.destinations.list().filter(({ name }) => name === 'Other') ?? [];
      if (other !== undefined)
        await scene?.ask('updateDestination', { destinationId: other.destinationId, url: 'tus+http://third.test/files/' });
    });
    await phase('close', async () => scene?.close());
  },
  async send(folders, phase) {
    const dataDirectory = await queued(folders);
    let scene: Scene | null = null;
    await phase('send them all', async () => {
      scene = await openScene({ dataDirectory });
      await scene.engine.whenIdle();
    });
    await phase('close', async () => scene?.close());
  },
  async failed(folders, phase) {
    const scene = await openScene({ dataDirectory: await queued(folders, failed), prepare: hangs });
    await phase('list failed', async () => {
      for (let from: number | null = 0; from !== null; ) {
        const page: { readonly nextPosition: number | null } = await scene.ask('listUploads', {
          ...{ fromPosition: from, limit: 10_000, status: 'failed' },
        });
        from = page.nextPosition;
      }
    });
    await phase('retry all', async () => void (await scene.ask('retry', all)));
    await phase('after it', () => new Promise((resolve) => setTimeout(resolve, 1_000)));
    await scene.close();
  },
  async named(folders, phase) {
    const scene = await openScene({ dataDirectory: await queued(folders, failed), prepare: hangs });
    const { uploads } = scene.engine.listUploads({ fromPosition: 0, limit: 5_000 });
    const uploadIds = uploads.map(({ uploadId }) => uploadId);
    await phase('retry 5,000 by name', async () => void (await scene.ask('retry', { scope: { kind: 'uploads', uploadIds } })));
    await phase('cancel them', async () => void (await scene.ask('cancel', { scope: { kind: 'uploads', uploadIds } })));
    await scene.close();
  },
  async begun(folders, phase) {
    const scene = await openScene({
      dataDirectory: await queued(folders, `UPDATE uploads SET checkpoint = '{"url":"x"}'`),
      prepare: hangs,
    });
    await phase('cancel all, each begun', async () => void (await scene.ask('cancel', all)));
    await phase('remove what they left', () => scene.engine.whenIdle());
    await scene.close();
  },
  async history(folders, phase) {
    const scene = await openScene({ dataDirectory: await queued(folders, completed) });
    await phase('remove one batch', async () => void (await scene.ask('clearSettled', {})));
    await scene.close();
    await rm(join(folders.scratch, 'data'), { recursive: true });
    const again = await openScene({ dataDirectory: await queued(folders, manyBatches) });
    await phase('remove 1,000 batches', async () => void (await again.ask('clearSettled', {})));
    await again.close();
  },
  async refusals(folders, phase) {
    const scene = await openScene({ dataDirectory: await queued(folders, `${completed}; ${refused}`) });
    const batchId = scene.engine.overview().batches[0]?.batchId as BatchId;
    await phase('list refusals', async () => void (await scene.ask('listRefusals', { batchId })));
    await scene.close();
  },
  async conflicts(folders, phase) {
    const asks = `UPDATE batches SET conflict = 'ask'; UPDATE uploads SET conflict_state = 'open'`;
    const dataDirectory = await queued(folders, asks);
    let scene: Scene | null = null;
    const find = folders.names.map((name) => ({ relativePath: `files/${name}`, sizeBytes: 64, modifiedAtMs: 1 }));
    await phase('look for taken names', async () => {
      scene = await openScene({
        dataDirectory,
        prepare: (server) => {
          hangs(server);
          Object.assign(server, { canList: true, canLook: true, files: find });
        },
      });
      await until(() => scene?.engine.overview().batches[0]?.conflicts?.asked === folders.names.length);
    });
    await phase('show a page of them', async () => {
      const batchId = scene?.engine.overview().batches[0]?.batchId as BatchId;
      await scene?.ask('getConflicts', { batchId, folder: 'files/one' });
    });
    await phase('decide', async () => {
      const batchId = scene?.engine.overview().batches[0]?.batchId as BatchId;
      await scene?.ask('resolveConflicts', { batchId, decision: { policy: 'rename' } });
    });
    await phase('close', async () => scene?.close());
  },
  async watch({ files, names, scratch }, phase) {
    const scene = await openScene({ dataDirectory: join(scratch, 'data'), prepare: hangs });
    const rules = { settleMs: 3_000 };
    const [destination] = scene.engine.destinations.list();
    if (destination === undefined) throw new Error('no destination');
    const isGiven = (count: number) => (): boolean => {
      const [folder] = scene.engine.watchedFolders.list();
      return folder?.settling === 0 && folder.sending === count;
    };
    await phase('first look', async () => {
      await scene.engine.watchedFolders.add({
        ...{ path: files, destinationId: destination.destinationId, rules, afterwards: { kind: 'leave' } },
      });
      await until(() => scene.engine.watchedFolders.list()[0]?.state === 'watching');
    });
    await phase('settle, and into the queue', () => until(isGiven(names.length)));
    const [folder] = scene.engine.watchedFolders.list();
    if (folder === undefined) throw new Error('nothing is watched');
    await phase('look again, nothing new', async () => {
      scene.engine.watchedFolders.resume(folder.watchId);
      await new Promise((resolve) => setTimeout(resolve, 8_000));
    });
    await phase('one new file', async () => {
      await writeFile(join(files, 'new.txt'), 'new');
      await until(isGiven(names.length + 1));
    });
    await rm(join(files, 'new.txt'));
    await phase('all removed', async () => {
      await rename(join(files, 'one'), join(scratch, 'one'));
      await rename(join(files, 'many'), join(scratch, 'many'));
      await new Promise((resolve) => setTimeout(resolve, 5_000));
    });
    await rename(join(scratch, 'one'), join(files, 'one'));
    await rename(join(scratch, 'many'), join(files, 'many'));
    await phase('close', () => scene.close());
  },
};

export async function playScene(name: string, folders: SceneFolders): Promise<readonly PhaseReport[]> {
  const play = scenes[name];
  if (play === undefined) throw new Error(`There is no scene ${name}: ${Object.keys(scenes).join(', ')}`);
  const reports: PhaseReport[] = [];
  await play(folders, async (phaseName, work) => {
    reports.push(await watchLoop(phaseName, work));
  });
  return reports;
}
