import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepEarlyOpens } from '../../../electron/desktop/links/early-opens.ts';
import { giveToRunning } from '../../../electron/desktop/links/give-to-running.ts';
import { createGivenDesk } from '../../../electron/desktop/links/given-desk.ts';
import type { GivenStart } from '../../../electron/desktop/links/given-folder.ts';
import { createGivenFolder } from '../../../electron/desktop/links/given-folder.ts';
import { givenWords } from '../../../electron/desktop/links/given-words.ts';
import { createLateStarts } from '../../../electron/desktop/links/late-starts.ts';
import { readGiven } from '../../../electron/desktop/links/read-given.ts';
import type { Message } from '../../../electron/desktop/tell-person.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../silent-log.ts';

test.each([
  [['gantry-desktop'], true, []],
  [['gantry-desktop', '--add-files'], true, []],
  [['gantry-desktop', '--', '/a', '--inspect', ' b '], true, ['/a', '--inspect', ' b ']],
  [['Gantry.exe', String.raw`C:\a`, '--x', String.raw`D:\b`], true, [String.raw`C:\a`, String.raw`D:\b`]],
  // An address that is not behind the dashes was written by nobody of ours.
  [['gantry-desktop', 'gantry://add?path=/a', 'file:///b', 'c'], true, ['c']],
  [['electron', '.', '--log-level=3'], false, []],
  [['electron', '.', '--', 'gantry://add?path=/a', '--', '/b'], false, ['gantry://add?path=/a', '--', '/b']],
] as const)('%j gives, installed: %s, %j', (programArguments, isPackaged, words) => {
  expect(givenWords(programArguments, isPackaged)).toEqual(words);
});

const read = (words: readonly string[], platform: NodeJS.Platform = 'linux') => readGiven(words, { workingDirectory: '/home', platform });

test.each([
  [
    ['a', '/b', '../c', ' d '],
    ['/home/a', '/b', '/c', '/home/ d '],
  ],
  [['/a', '/a', '/x/../a'], ['/a']],
  [
    ['file:///a%20b', 'file://localhost/c', 'FILE:///d'],
    ['/a b', '/c', '/d'],
  ],
  [['--inspect', ''], ['/home/--inspect']],
  [
    ['http:', 'a:b'],
    ['/home/http:', '/home/a:b'],
  ],
])('%j are the paths %j', (words, paths) => {
  expect(read(words)).toEqual({ paths, links: [], foreign: [], isMixed: false });
});

test('a path of Windows begins where the other start was, and an address is no path', () => {
  const { paths, foreign } = readGiven([String.raw`a\b`, String.raw`D:\c`, 'file:///C:/d%20e', 'file://server/share'], {
    workingDirectory: String.raw`C:\here`,
    platform: 'win32',
  });
  expect(paths).toEqual([String.raw`C:\here\a\b`, String.raw`D:\c`, String.raw`C:\d e`]);
  expect(foreign).toEqual(['file://server/share']);
});

test.each(['sftp://host/a', 'https://example.org/a', 'file://server/share/a', 'file:///a%2Fb', 'file:///%00'])(
  '%s is no file here',
  (word) => {
    expect(read([word])).toEqual({ paths: [], links: [], foreign: [word], isMixed: false });
  },
);

test('words that came with a link are no files of the person’s choice', () => {
  expect(read(['Gantry://add?path=/a'])).toMatchObject({ links: ['Gantry://add?path=/a'], isMixed: false });
  expect(read(['gantry://add?path=/a', 'gantry://b'])).toMatchObject({ links: { length: 2 }, isMixed: false });
  expect(read(['gantry://add', '--inspect'])).toMatchObject({ paths: [], isMixed: true });
  expect(read(['/secret', 'gantry://add'])).toMatchObject({ paths: [], isMixed: true });
});

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'gantry-given-')), 'given');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

function folderAt(now: { ms: number }) {
  const ids = ['1a', '2b', '3c'];
  return createGivenFolder({ path, randomness: { uuid: () => ids.shift() ?? '' }, log: silentLog, now: () => now.ms });
}

test('what was left is taken once, word for word and in order, and nobody else can read it', () => {
  const folder = folderAt({ ms: 1_000 });
  expect(folder.take()).toEqual([]);
  const starts = [
    { words: [' a ', '--b', 'ü\n'], workingDirectory: '/here' },
    { words: ['c'], workingDirectory: '/there' },
  ];
  for (const start of starts) folder.leave(start);
  const [name = ''] = readdirSync(path);
  expect(statSync(join(path, name)).mode & 0o777).toBe(0o600);
  expect(folder.take()).toEqual(starts);
  expect(folder.take()).toEqual([]);
  expect(readdirSync(path)).toEqual([]);
});

test('what nobody answered in time, or cannot be read, is forgotten', () => {
  const now = { ms: 1_000_000 };
  const folder = folderAt(now);
  folder.leave({ words: ['/old'], workingDirectory: '/' });
  now.ms += 120_001;
  folder.leave({ words: ['/new'], workingDirectory: '/' });
  for (const [index, text] of ['{', '{"words":[1],"workingDirectory":"/"}', '[]', 'null', '{"words":["/x"]}'].entries()) {
    writeFileSync(join(path, `${String(now.ms).padStart(15, '0')}-${index}.json`), text);
  }
  writeFileSync(join(path, 'notes.txt'), 'mine');
  expect(folder.take()).toEqual([{ words: ['/new'], workingDirectory: '/' }]);
  expect(readdirSync(path)).toEqual(['notes.txt']);
});

test('who opens Gantry while it closes is noted, and gets the next one with what they gave, however long it took', () => {
  const now = { ms: 1_000 };
  const folder = folderAt(now);
  const late = createLateStarts(folder, silentLog);
  const early = { words: ['/early'], workingDirectory: '/' };
  expect([late.isLate(early), late.isWanted(), folder.take()]).toEqual([false, false, []]);
  late.begin();
  expect(late.isWanted()).toBe(false);
  // What a second process gives, it leaves itself.
  const other = { words: ['/a'], workingDirectory: '/x' };
  folder.leave(other);
  now.ms += 1;
  expect([late.isLate(), late.isLate(early), late.isWanted()]).toEqual([true, true, true]);
  now.ms += 600_000;
  folder.renew();
  expect(new Set(folder.take())).toEqual(new Set([other, early]));
});

test('a start with more words than Electron can hand on starts again without them', () => {
  const left: GivenStart[] = [];
  const folder = { leave: (start: GivenStart) => void left.push(start) };
  const give = (programArguments: readonly string[], isPackaged: boolean) =>
    giveToRunning({ programArguments, workingDirectory: '/w', isPackaged, folder });
  const long = 'a'.repeat(9_000);
  expect(give(['gantry', '--x', 'a'.repeat(20_000).slice(1)], false)).toBeNull();
  expect(left).toEqual([]);
  expect(give(['gantry', '--', 'a'], true)).toBeNull();
  expect(give(['gantry', '--y', long, '--', long], true)).toEqual(['--y']);
  expect(give(['electron', '--z', '/app', '--', long, long], false)).toEqual(['--z', '/app']);
  expect(left).toEqual([
    { words: ['a'], workingDirectory: '/w' },
    { words: [long, long], workingDirectory: '/w' },
    { words: [long, long], workingDirectory: '/w' },
  ]);
});

function desk() {
  const clock = createFakeClock();
  const added: (readonly string[])[] = [];
  const links: string[] = [];
  const told: Message[] = [];
  const given = createGivenDesk({
    platform: 'linux',
    clock,
    links: { open: (link) => void links.push(link) },
    addPaths: (paths) => void added.push(paths),
    tell: (message) => void told.push(message),
  });
  return { clock, added, links, told, ...given };
}

test('files that are given one by one become one batch, and links are asked about', async () => {
  const { open, clock, added, links, told } = desk();
  open({ words: ['a'], workingDirectory: '/x' });
  await clock.advance(200);
  open({ words: ['/x/a', 'b'], workingDirectory: '/x' });
  open({ words: ['gantry://add?path=/c'], workingDirectory: '/x' });
  await clock.advance(99);
  expect(added).toEqual([]);
  await clock.advance(1);
  expect(added).toEqual([['/x/a', '/x/b']]);
  expect(links).toEqual(['gantry://add?path=/c']);
  open({ words: ['/d'], workingDirectory: '/x' });
  await clock.advance(300);
  expect(added).toHaveLength(2);
  expect(told).toEqual([]);
});

test('what is not of this computer, and a link with other words, is told and not added', async () => {
  const { open, close, clock, added, links, told } = desk();
  open({ words: ['sftp://host/a', '/b'], workingDirectory: '/' });
  open({ words: ['gantry://add?path=/a', '/b'], workingDirectory: '/' });
  await clock.advance(300);
  expect(added).toEqual([['/b']]);
  expect(links).toEqual([]);
  expect(told.map(({ title }) => title)).toEqual(['1 entry could not be added', 'This link to Gantry is wrong']);
  open({ words: ['/c'], workingDirectory: '/' });
  close();
  open({ words: ['/d', 'sftp://host/e'], workingDirectory: '/' });
  open({ words: ['gantry://add?path=/a'], workingDirectory: '/' });
  await clock.advance(300);
  expect([added.length, links, told.length]).toEqual([1, [], 2]);
});

test('what macOS tells before anybody listens is kept', () => {
  const listeners = new Map<string, (event: { preventDefault(): void }, word: string) => void>();
  const preventDefault = vi.fn();
  const event = { preventDefault };
  const app = { on: (name: string, listener: never) => void listeners.set(name, listener) };
  const early = keepEarlyOpens(app as never);
  listeners.get('open-file')?.(event, '/a');
  listeners.get('open-url')?.(event, 'gantry://add?path=/b');
  const passed: GivenStart[] = [];
  early.pass((start) => passed.push(start));
  listeners.get('open-file')?.(event, '/c');
  expect(passed.map(({ words }) => words)).toEqual([['/a'], ['gantry://add?path=/b'], ['/c']]);
  expect(preventDefault).toHaveBeenCalledTimes(3);
});
