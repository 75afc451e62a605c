import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { EndedGantry, GantryHome, RunningGantry } from '../../cli/start-gantry.ts';
import { makeGantryHome } from '../../cli/start-gantry.ts';
import { compareTrees } from '../../files/compare-trees.ts';
import { makeTree } from '../../files/make-tree.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';
import type { FaultProxy } from '../../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import { machineCases } from './machine-cases.ts';
import { provesMachine } from './proves-machine.ts';
import { startRealEngine } from './real-engine.ts';

/** What one of these tests has for itself: they mostly wait, so they wait side by side. */
interface Setting {
  readonly home: GantryHome;
  readonly sent: string;
  readonly received: string;
  arrived(): Promise<number>;
  someHaveArrived(): Promise<void>;
  /** The address of a server behind a line of this test's own. */
  serveBehindLine(): Promise<{ readonly url: string; readonly line: FaultProxy }>;
  /** No file has more than one attempt, so that one that counts would fail it. */
  upload(url: string, through?: readonly string[]): RunningGantry;
}

async function begin(onTestFinished: (clean: () => Promise<void> | void) => void): Promise<Setting> {
  const home = await makeGantryHome();
  onTestFinished(() => home.remove());
  const sent = join(home.directory, 'sent');
  const received = join(home.directory, 'received');
  const names = Array.from({ length: 12 }, (_, number) => [`photos/${number}.bin`, 200_000] as const);
  await makeTree({ directory: sent, files: Object.fromEntries(names) });
  const arrived = (): Promise<number> =>
    readdir(join(received, 'photos')).then(
      (found) => found.length,
      () => 0,
    );
  return {
    home,
    sent,
    received,
    arrived,
    someHaveArrived: () => waitUntil('some have arrived', async () => (await arrived()) > 2, 30_000),
    serveBehindLine: async () => {
      const server = await home.serve(received);
      const line = await startFaultProxy(server.url.replace('tus+', ''));
      onTestFinished(() => line.close());
      return { url: `tus+${line.url}`, line };
    },
    upload: (url, through = []) =>
      home.start(['upload', '--json', '--retries', '0', '--concurrency', '3', '--limit-rate', '400k', '--to', url, 'photos'], {
        currentDirectory: sent,
        through,
      }),
  };
}

const mostAttempts = (ended: EndedGantry): number =>
  Math.max(...ended.events().flatMap(({ action, payload }) => (action === 'file_progress' ? [payload.attempt] : [])));

describe.concurrent('a real process', () => {
  it(`${provesMachine('sleep-real-process')} ${provesMachine('log-disk-full')}`, async ({ onTestFinished }) => {
    const { home, sent, received, someHaveArrived, serveBehindLine, upload } = await begin(onTestFinished);
    // Where the directory of the log should be is a file: nothing can be written there.
    await mkdir(home.dataDirectory, { recursive: true });
    await writeFile(join(home.dataDirectory, 'logs'), '');
    const { url, line } = await serveBehindLine();
    const uploading = upload(url);
    await someHaveArrived();
    uploading.kill('SIGSTOP');
    line.killConnections();
    await sleep(12_000);
    uploading.kill('SIGCONT');
    const ended = await uploading.ended;
    expect(ended.exitCode).toBe(0);
    expect(mostAttempts(ended)).toBe(1);
    // The jump is worth a line in the log, which is how the terminal hears that there is none.
    expect(ended.stderr.split(machineCases['log-disk-full'].personSees ?? '')).toHaveLength(2);
    expect((await compareTrees(sent, received)).report).toBe('');
  });

  it(provesMachine('offline-refused'), async ({ onTestFinished }) => {
    const { sent, received, someHaveArrived, serveBehindLine, upload } = await begin(onTestFinished);
    const { url, line } = await serveBehindLine();
    const uploading = upload(url);
    await someHaveArrived();
    await line.set({ mode: 'refuse' });
    line.killConnections();
    // The first word of it is what the files met: their connections were cut.
    await uploading.saw(/(was cut|refuses connections)\. Resumes by itself/);
    await sleep(2_000);
    await line.set({ mode: 'pass' });
    const ended = await uploading.ended;
    expect(ended.exitCode).toBe(0);
    expect(mostAttempts(ended)).toBe(1);
    expect((await compareTrees(sent, received)).report).toBe('');
  });

  it(provesMachine('offline-silent'), async ({ onTestFinished }) => {
    const { home, sent, received, serveBehindLine } = await begin(onTestFinished);
    // Large enough that no system's buffers swallow them: a line that is silent has to be noticed.
    const sizes = Object.fromEntries([1, 2, 3].map((number) => [`photos/large-${number}`, 24_000_000]));
    await rm(join(sent, 'photos'), { recursive: true });
    await makeTree({ directory: sent, files: sizes });
    const { url, line } = await serveBehindLine();
    const { engine, files } = startRealEngine(home.directory, url);
    await line.set({ bytesPerSecond: 20_000_000 });
    await engine.add({ paths: [join(sent, 'photos')] });
    await waitUntil('they are under way', () => line.counters().bytesUp > 10_000_000, 20_000);
    await line.set({ mode: 'silent' });
    await waitUntil('the destination is held', () => engine.totals().held.length === 1, 30_000);
    expect(engine.totals().failed).toBe(0);
    await line.set({ mode: 'pass' });
    await engine.whenIdle();
    expect(files().map(({ status }) => status)).toEqual(files().map(() => 'completed'));
    await engine.close();
    expect((await compareTrees(sent, received)).report).toBe('');
  });
});

/** Only root may make a network of its own, and not in every container. */
function canMakeNetwork(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'add', `${network}-try`], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', `${network}-try`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const network = `gantry-${process.pid}`;
const inNetwork = (...words: readonly string[]): void => {
  execFileSync('ip', ['netns', 'exec', network, 'ip', ...words]);
};

describe.skipIf(!canMakeNetwork())(
  `a real process in a network of its own ${canMakeNetwork() ? '' : '[skipped: root on Linux only may make one]'}`,
  { concurrent: true },
  () => {
    it(provesMachine('offline-namespace'), async ({ onTestFinished }) => {
      const { home, sent, received, arrived, someHaveArrived, upload } = await begin(onTestFinished);
      execFileSync('ip', ['netns', 'add', network]);
      onTestFinished(() => void execFileSync('ip', ['netns', 'del', network]));
      inNetwork('link', 'set', 'lo', 'up');
      const through = ['ip', 'netns', 'exec', network];
      const server = home.start(['serve', received, '--port', '0'], {
        through,
        environment: { GANTRY_DATA_DIR: join(home.directory, 'server-data') },
      });
      await server.saw(/^\S+\n/);
      const url = server.stdout().split('\n')[0] ?? '';
      const uploading = upload(url, through);
      await someHaveArrived();
      inNetwork('link', 'set', 'lo', 'down');
      // Meanwhile the machine gets another address, as from a cable that was plugged in.
      inNetwork('link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'socket');
      inNetwork('address', 'add', '192.0.2.7/24', 'dev', 'cable');
      for (const end of ['cable', 'socket']) inNetwork('link', 'set', end, 'up');
      await sleep(4_000);
      const before = await arrived();
      inNetwork('link', 'set', 'lo', 'up');
      const ended = await uploading.ended;
      expect(before).toBeLessThan(12);
      expect(ended.exitCode).toBe(0);
      expect(mostAttempts(ended)).toBe(1);
      expect((await compareTrees(sent, received)).report).toBe('');
    });
  },
);
