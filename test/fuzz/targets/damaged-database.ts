import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import { openQueueReader } from '../../../electron/engine/storage/queue-reader.ts';
import { confirm, hang, sendWhole } from '../../engine/fake-server.ts';
import { startEngine } from '../../engine/start-engine.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import type { FuzzTarget } from '../parts/fuzz-target.ts';
import { mutateBytes } from '../parts/mutate-bytes.ts';
import { oddText } from '../parts/odd-values.ts';
import type { SeededRandom } from '../parts/seeded-random.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const numbers = [-1, 0, 1, 2 ** 31, 2 ** 53, -(2 ** 53), 9_007_199_254_740_993n, 8.64e15 + 1];
const texts = [
  '',
  'null',
  '[]',
  '{',
  '{"a":1}',
  '"x"',
  'completed',
  'uploading',
  'lost',
  'tus',
  'constructor',
  '__proto__',
  '\0',
  'x'.repeat(70_000),
];

/** A queue in the middle of its work, with its journal not yet brought home. */
async function makeQueue(directory: string): Promise<void> {
  const test = startEngine({ directory, concurrency: 2 });
  test.server.onTransfer = async (request, call) => {
    if (request.target.fileName === 'a') return sendWhole(request, call);
    await confirm(request, 40);
    return hang(request);
  };
  await test.addFiles(names);
  await test.until(() => test.files().some(({ bytesConfirmed }) => bytesConfirmed === 40));
  await test.settle(test.engine.cancel({ kind: 'uploads', uploadIds: [test.id('e')] }));
  await test.settle(test.engine.pause({ kind: 'uploads', uploadIds: [test.id('d')] }));
  cpSync(join(directory, 'data'), join(directory, 'whole'), { recursive: true });
  await test.settle(test.engine.close());
}

function damageBytes(path: string, random: SeededRandom): void {
  const bytes = readFileSync(path);
  if (bytes.length === 0) return;
  const page = random.below(Math.ceil(bytes.length / 4_096)) * 4_096;
  const other = random.below(Math.ceil(bytes.length / 4_096)) * 4_096;
  switch (random.below(6)) {
    case 0:
      writeFileSync(path, bytes.subarray(0, random.below(bytes.length)));
      return;
    case 1:
      bytes.fill(0, page, Math.min(bytes.length, page + 4_096));
      break;
    case 2:
      bytes.copy(bytes, page, other, other + 4_096);
      break;
    case 3:
      random.bytes(200).copy(bytes, random.below(bytes.length));
      break;
    case 4:
      writeFileSync(path, mutateBytes(bytes, random));
      return;
    default:
      for (let flip = 0; flip < 1 + random.below(40); flip += 1) bytes[random.below(bytes.length)] = random.below(256);
  }
  writeFileSync(path, bytes);
}

/** Garbage in one column of one row; answers the name of the file whose row it was, null for another table. */
function damageRow(path: string, random: SeededRandom): string | null {
  const database = openDatabase(path);
  try {
    database.exec('PRAGMA foreign_keys = OFF');
    const table = random.pick(['uploads', 'uploads', 'uploads', 'batches', 'destinations', 'attempts', 'scan_roots']);
    const column = random.pick(database.prepare(`PRAGMA table_info(${table})`).all());
    const row = random.pick(
      database
        .prepare(`SELECT rowid AS number, * FROM ${table}`)
        .all()
        .concat([{ number: -1 }]),
    );
    const isText = column['type'] === 'TEXT';
    const value = random.oneIn(8)
      ? 'NULL'
      : isText
        ? `'${random
            .pick([...texts, oddText(random)])
            .replaceAll("'", "''")
            .replaceAll('\0', '')}'`
        : String(random.pick(numbers));
    database.exec(`UPDATE OR IGNORE ${table} SET ${String(column['name'])} = ${value} WHERE rowid = ${String(row['number'])}`);
    return table === 'uploads' ? String(row['relative_path'] ?? '') : null;
  } catch {
    // A type or a rule of the table that says no: then nothing is damaged.
    return null;
  } finally {
    database.close();
  }
}

/** Queues as bad disks and bad programmers leave them: Gantry starts, or sets the file aside and says so; a bad row costs itself. */
export const damagedDatabaseTarget: FuzzTarget = {
  name: 'damaged-database',
  open: async () => {
    const temporary = await temporaryDirectory();
    await makeQueue(temporary.path);
    let cases = 0;
    return {
      runCase: async (random) => {
        cases += 1;
        const directory = join(temporary.path, `case-${cases}`);
        const data = join(directory, 'data');
        mkdirSync(directory);
        cpSync(join(temporary.path, 'whole'), data, { recursive: true });
        rmSync(join(data, 'queue.db-shm'), { force: true });
        const queuePath = join(data, 'queue.db');
        const isRow = random.oneIn(2);
        const victim = isRow ? damageRow(queuePath, random) : null;
        if (!isRow) damageBytes(random.oneIn(3) && existsSync(`${queuePath}-wal`) ? `${queuePath}-wal` : queuePath, random);
        const sizeBefore = statSync(queuePath).size;
        try {
          read(data);
          const test = start(directory);
          if (test === null) return;
          const { notice } = test.engine.totals();
          if (notice !== null) {
            const aside = readdirSync(data).filter((name) => name.includes('unreadable') && !/-(wal|shm)$/.test(name));
            if (aside.length !== 1 || statSync(join(data, aside[0] ?? '')).size < Math.min(sizeBefore, 1))
              throw new Error('the queue was lost');
          }
          await test.settle(test.engine.resume({ kind: 'all' }));
          await test.pass(10 * 60_000);
          test.engine.overview();
          const files = test.files();
          if (isRow && victim !== null && notice === null) {
            const others = files.filter(({ relativePath }) => relativePath !== victim && ['b', 'c', 'd', 'f'].includes(relativePath));
            const stuck = others.filter(({ status }) => status !== 'completed');
            if (others.length < 3 || stuck.length > 0)
              throw new Error(`a row of ${victim} cost ${stuck.length} of ${others.length} others`);
          }
          for (const [batchId, status] of test.engine.overview().batches.map((batch) => [batch.batchId, batch.status])) {
            const open = files.filter((file) => file.batchId === batchId && !['completed', 'skipped', 'cancelled'].includes(file.status));
            if (status === 'completed' && open.length > 0) throw new Error(`called completed without ${JSON.stringify(open[0])}`);
          }
          await expectStillUsable(test);
          await test.settle(test.engine.close());
        } finally {
          rmSync(directory, { recursive: true, force: true });
        }
      },
      close: () => temporary.remove(),
    };
  },
};

/** Another file is taken in, and the destinations can be listed. */
async function expectStillUsable(test: ReturnType<typeof startEngine>): Promise<void> {
  const destinations = test.engine.destinations.list();
  const fresh = test.engine.destinations.add({ name: `New ${destinations.length}`, url: 'tus+http://new.test/files/', isSaved: true });
  test.engine.destinations.choose(fresh.destinationId);
  await test.addFiles([`new-${destinations.length}`]);
  await test.until(() => test.file(`new-${destinations.length}`).status === 'completed', 60_000);
}

/** As `gantry status` does. */
function read(data: string): void {
  try {
    const reader = openQueueReader(data);
    const batches = reader?.overview().batches ?? [];
    reader?.listUploads({ fromPosition: 0, limit: 100 });
    for (const { batchId } of batches) reader?.listRefusals(batchId, 0, 1_000);
    reader?.close();
  } catch (error) {
    if (!(error instanceof UploadError)) throw new Error(`the reader threw ${String(error)}`, { cause: error });
  }
}

/** Null when it refuses in words to start. */
function start(directory: string): ReturnType<typeof startEngine> | null {
  try {
    return startEngine({ directory });
  } catch (error) {
    if (error instanceof UploadError && (error.code === 'queue-unreadable' || error.code === 'queue-newer')) return null;
    throw new Error(`the start threw ${String(error)}`, { cause: error });
  }
}
