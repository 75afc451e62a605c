import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DestinationKind } from '../../../shared/destination.ts';
import type { FileProgress } from '../../../shared/progress.ts';
import { isSettled } from '../../../shared/upload.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import type { Moment } from './moment.ts';
import type { SourceChange, SourceFile } from './source-change.ts';
import { oldTime } from './source-change.ts';
import type { SourceEngine } from './source-engine.ts';
import { openSourceEngine } from './source-engine.ts';
import type { RunningServer } from './source-server.ts';

const mebibyte = 1024 * 1024;
const sizeBytes = 4 * mebibyte;
const middleBytes = 1.2 * mebibyte;
const lastPartBytes = 3.4 * mebibyte;
/** Slow enough to be caught in the middle, whatever the sockets swallow. */
const pacedBytesPerSecond = 16 * mebibyte;
const old = randomBytes(sizeBytes);
const other = randomBytes(sizeBytes);

export interface CaseEnd {
  readonly file: FileProgress;
  readonly finished: readonly Buffer[];
  readonly old: Buffer;
  /** What is in the file's place now; null when nothing is. */
  readonly now: Buffer | null;
  /** After a file that was gone came back and a person clicked on Retry. */
  readonly retried: { readonly file: FileProgress; readonly finished: readonly Buffer[] } | null;
}

let cases = 0;

/** One file on its way to one server, changed at one moment; waits until it settles. */
export async function runSourceCase(server: RunningServer, kind: DestinationKind, change: SourceChange, moment: Moment): Promise<CaseEnd> {
  cases += 1;
  const name = `case-${cases}.bin`;
  const home = await temporaryDirectory();
  const proxy = await startFaultProxy(server.url);
  const dataDirectory = join(home.path, 'data');
  const source = makeSource(join(home.path, 'source'), name, change);
  let now: Buffer | null = old;
  const apply = (): void => {
    now = change.apply(source);
  };
  let test = openSourceEngine(dataDirectory, server.credentials);
  try {
    const destinationId = test.destination(`${kind === 'sftp' ? '' : `${kind}+`}${proxy.url}${server.ownQuery ?? ''}`);
    test.engine.setRateLimit(pacedBytesPerSecond);
    if (moment.name === 'before-first-byte') await proxy.set({ mode: 'silent' });
    await test.engine.add({ paths: [source.path], destinationId });
    const arrived = (bytes: number) => test.until(`${bytes} bytes arrived`, () => proxy.counters().bytesUp >= bytes);
    switch (moment.name) {
      case 'before-first-byte':
        await test.until('it knocks', () => proxy.counters().connectionsOpen > 0);
        apply();
        break;
      case 'middle':
      case 'last-part':
        await arrived(moment.name === 'middle' ? middleBytes : lastPartBytes);
        await proxy.set({ mode: 'silent' });
        apply();
        break;
      case 'before-answer':
        await arrived(middleBytes);
        await proxy.set({ latencyMs: 250 });
        await test.until('all is out', () => test.file().status === 'verifying');
        apply();
        break;
      case 'between-attempts':
        await arrived(middleBytes);
        proxy.killConnections();
        await test.until('the attempt failed', () => test.file().error !== null);
        apply();
        break;
      case 'waiting':
        await arrived(middleBytes);
        await proxy.set({ mode: 'refuse' });
        proxy.killConnections();
        await test.until('it waits', () => test.file().status === 'waiting');
        apply();
        break;
      case 'paused':
        await arrived(middleBytes);
        await test.engine.pause({ kind: 'all' });
        apply();
        await test.engine.resume({ kind: 'all' });
        break;
      case 'between-runs':
        await arrived(middleBytes);
        await test.engine.close();
        apply();
        test = openSourceEngine(dataDirectory, server.credentials);
    }
    test.engine.setRateLimit(null);
    await proxy.set({ mode: 'pass', latencyMs: 0 });
    const file = await settled(test);
    const finished = await server.finished(name);
    const retried = file.status === 'failed' ? await retry(test, source, server, name) : null;
    return { file, finished, old, now, retried };
  } finally {
    await test.engine.close();
    await proxy.close();
    await home.remove();
  }
}

function makeSource(folder: string, name: string, { isLink = false }: SourceChange): SourceFile {
  mkdirSync(folder);
  const path = join(folder, name);
  const real = isLink ? `${path}.real` : path;
  writeFileSync(real, old);
  utimesSync(real, oldTime, oldTime);
  if (isLink) symlinkSync(real, path);
  return { path, old, other };
}

async function settled(test: SourceEngine): Promise<FileProgress> {
  await test.until('it settles', () => isSettled(test.file().status));
  return test.file();
}

/** What the row tells the person to do: put the file back, then retry. */
async function retry(test: SourceEngine, source: SourceFile, server: RunningServer, name: string) {
  rmSync(source.path, { recursive: true, force: true });
  writeFileSync(`${source.path}.back`, source.old);
  renameSync(`${source.path}.back`, source.path);
  await test.engine.retry({ kind: 'all' });
  return { file: await settled(test), finished: await server.finished(name) };
}
