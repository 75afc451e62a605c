import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../electron/host/system-clock.ts';
import { askToLetGo } from '../../electron/local-socket/ask-to-let-go.ts';
import type { WatchedFolder } from '../../shared/watched-folder.ts';
import { makeTree } from '../files/make-tree.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { GantryHome, RunningGantry } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
let hot: string;
let done: string;
let put: PutRecorder;
const alsoRemove: string[] = [];

beforeEach(async () => {
  home = await makeGantryHome();
  hot = join(home.directory, 'hot');
  done = join(home.directory, 'done');
  for (const folder of [hot, done]) mkdirSync(folder);
  put = await startPutRecorder();
});
afterEach(async () => {
  await home.remove();
  await put.close();
  for (const folder of alsoRemove.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function gantry(...words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await home.run(words);
  expect(stderr + (exitCode === 0 ? '' : `exit code ${exitCode}`)).not.toContain('exit code');
  return stdout;
}

async function watch(url: string, ...words: readonly string[]): Promise<void> {
  await gantry('destinations', 'add', 'NAS', url);
  await gantry('watch', 'add', hot, '--to', 'NAS', '--settle', '1s', ...words);
}

async function listed(): Promise<WatchedFolder> {
  const { folders } = JSON.parse(await gantry('watch', 'list', '--json')) as { readonly folders: readonly WatchedFolder[] };
  const [only] = folders;
  if (only === undefined) throw new Error('nothing is watched');
  return only;
}

const below = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted();
const poll = (look: () => unknown) => expect.poll(look, { timeout: 30_000, interval: 25 });
const puts = (): readonly string[] =>
  put
    .requests()
    .filter(({ method, status }) => method === 'PUT' && status !== null && status < 300)
    .map(({ path }) => decodeURIComponent(path));

async function killed(running: RunningGantry): Promise<void> {
  running.kill('SIGKILL');
  await running.ended;
}

const isLong = process.env['GANTRY_INTEROP'] !== undefined;
/** Thirty rounds take a minute and a quarter where nothing else runs. */
const longMs = 600_000;

describe('gantry watch', () => {
  it('sends what comes into the folder while it runs, waits for what grows, and moves it', async () => {
    writeFileSync(join(hot, 'old.txt'), 'was there');
    await watch(`put+${put.url}`, '--afterwards', `move=${done}`);
    const { stdout } = await home.run(['watch', 'list']);
    expect(stdout).toContain('Not watched now');
    const running = home.start(['watch', 'run']);
    await poll(() => below(done)).toEqual(['old.txt']);
    let content = '';
    for (let part = 0; part < 6; part += 1) {
      content += `part ${part}\n`;
      writeFileSync(join(hot, 'grows.txt'), content);
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(puts()).toHaveLength(1);
    }
    await poll(() => below(done)).toEqual(['grows.txt', 'old.txt']);
    expect(readFileSync(join(put.directory, 'hot', 'grows.txt'), 'utf8')).toBe(content);
    expect(await listed()).toMatchObject({ state: 'watching', sent: 2, settling: 0, sending: 0 });
    running.kill('SIGINT');
    const ended = await running.ended;
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(/hot → NAS: \d of \d files?/);
    expect(puts().toSorted()).toEqual(['/hot/grows.txt', '/hot/old.txt']);
  });

  it('killed between the arrival and the move, it moves at the next start and sends nothing again', async () => {
    await watch(`put+${put.url}`, '--afterwards', `move=${done}`);
    writeFileSync(join(hot, 'a.txt'), 'content');
    const first = home.start(['watch', 'run', '--json']);
    await poll(() => first.stdout().includes('"status":"completed"')).toBe(true);
    await killed(first);
    expect([below(hot), below(done)]).toEqual([['a.txt'], []]);
    home.start(['watch', 'run']);
    await poll(() => below(done)).toEqual(['a.txt']);
    expect(readFileSync(join(done, 'a.txt'), 'utf8')).toBe('content');
    // Long enough for a second look through all of it, and for the rule.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect([below(hot), puts()]).toEqual([[], ['/hot/a.txt']]);
  });

  it('killed in the middle of a copy to another disk, it copies again, and the file is whole in one place', async (context) => {
    const otherDisk = await mkdtemp('/dev/shm/gantry-watch-').catch(() => null);
    if (otherDisk === null || (await stat(otherDisk)).dev === (await stat(hot)).dev) return context.skip('there is no second file system');
    alsoRemove.push(otherDisk);
    await watch(`put+${put.url}`, '--afterwards', `move=${otherDisk}`);
    const tree = await makeTree({ directory: hot, files: { 'sub/film.mov': 200_000_000 } });
    const first = home.start(['watch', 'run']);
    const partial = join(otherDisk, 'sub', 'film.mov.gantry-moving');
    await poll(() => below(otherDisk).some((path) => join(otherDisk, path) === partial && statSync(partial).size > 0)).toBe(true);
    await killed(first);
    expect(below(hot)).toEqual(['sub/film.mov']);
    home.start(['watch', 'run']);
    await poll(() => below(hot)).toEqual([]);
    expect(below(otherDisk)).toEqual(['sub/film.mov']);
    expect(statSync(join(otherDisk, 'sub/film.mov')).size).toBe(tree.totalBytes);
    expect(puts()).toEqual(['/hot/sub/film.mov']);
    await tree.remove();
  });

  it('killed again and again while files come, each arrives once and is moved once', { timeout: isLong ? longMs : 60_000 }, async () => {
    const received = join(home.directory, 'received');
    const { url } = await home.serve(received);
    await watch(url, '--afterwards', `move=${done}`);
    // From before a file is settled until after all of them were moved.
    const delaysMs = isLong ? Array.from({ length: 30 }, (_, round) => 1_000 + round * 37) : [1_200, 1_400, 1_700];
    const names = Array.from({ length: delaysMs.length * 8 }, (_, number) => `${number % 4}/${number}.txt`).toSorted();
    for (const [index, delayMs] of delaysMs.entries()) {
      for (const name of names.slice(index * 8, index * 8 + 8)) {
        mkdirSync(join(hot, name, '..'), { recursive: true });
        writeFileSync(join(hot, name), `content of ${name}`.repeat(2_000));
      }
      const running = home.start(['watch', 'run']);
      await running.saw(/watched folder/);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      await killed(running);
    }
    home.start(['watch', 'run']);
    await poll(() => below(hot)).toEqual([]);
    expect(below(done)).toEqual(names);
    expect(below(received).filter((path) => !path.startsWith('.'))).toEqual(names.map((name) => `hot/${name}`));
    for (const name of names) expect(readFileSync(join(done, name), 'utf8')).toBe(`content of ${name}`.repeat(2_000));
    expect((await listed()).sent).toBe(names.length);
  });

  it('one process watches: a second waits, and goes on in its place', async () => {
    await watch(`put+${put.url}`);
    const first = home.start(['watch', 'run']);
    await first.saw(/1 watched folder/);
    const second = home.start(['watch', 'run']);
    await second.saw(/Another command holds the list/);
    writeFileSync(join(hot, 'a.txt'), 'one');
    await poll(puts).toEqual(['/hot/a.txt']);
    await killed(first);
    await second.saw(/^1 watched folder/m);
    writeFileSync(join(hot, 'b.txt'), 'two');
    await poll(puts).toEqual(['/hot/a.txt', '/hot/b.txt']);
    expect(await gantry('watch', 'pause', hot)).toContain('Paused');
    writeFileSync(join(hot, 'c.txt'), 'three');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(puts()).toHaveLength(2);
    await gantry('watch', 'resume', hot);
    await poll(puts).toHaveLength(3);
    // At the process that watches, which goes on by the new rule.
    expect(await gantry('watch', 'edit', hot, '--leave-out', '*.log', '--settle', '2s')).toContain(
      'without *.log · when unchanged for 2 s',
    );
    writeFileSync(join(hot, 'd.log'), 'left out');
    writeFileSync(join(hot, 'd.txt'), 'four');
    await poll(puts).toHaveLength(4);
    expect(puts()).not.toContain('/hot/d.log');
    expect(await gantry('watch', 'remove', hot)).toContain('Its files stay.');
    expect(below(hot)).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.log', 'd.txt']);
  });

  it('gives the list to a window that opens, and does not take it back at once', async () => {
    await watch(`put+${put.url}`);
    const running = home.start(['watch', 'run']);
    await running.saw(/1 watched folder/);
    expect(await askToLetGo({ dataDirectory: home.dataDirectory, clock: systemClock, client: 'window' })).toBe(true);
    await running.saw(/The window has the list now/);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(existsSync(join(home.dataDirectory, 'local-socket.json'))).toBe(false);
    expect(await gantry('watch', 'list')).toContain('Not watched now');
    running.kill('SIGINT');
    expect(await running.ended).toMatchObject({ exitCode: 0 });
  });

  it('says no to a trash that it does not have, and to a destination that a watched folder needs', async () => {
    await gantry('destinations', 'add', 'NAS', `put+${put.url}`);
    const trash = await home.run(['watch', 'add', hot, '--to', 'NAS', '--afterwards', 'trash']);
    expect(trash).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Only the window can put files in the trash') });
    await gantry('watch', 'add', hot, '--to', 'NAS');
    const removal = await home.run(['destinations', 'remove', 'NAS']);
    expect(removal).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('sends there') });
  });
});
