import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceFile } from '../../electron/host/replace-file.ts';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let path: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory.path, 'settings.json');
});
afterEach(() => directory.remove());

const names = (): readonly string[] => readdirSync(directory.path).sort();

test('makes the file, replaces it, and leaves nothing beside it', () => {
  replaceFile(path, 'one');
  replaceFile(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(names()).toEqual(['settings.json']);
});

test('what another process is writing stays; what a crash left is removed', () => {
  const [underWay, left, leftByAnOlderGantry, foreign] = [
    'settings.json.aaaaaaaaaaaa.new',
    'settings.json.bbbbbbbbbbbb.new',
    'settings.json.new',
    'other.json.cccccccccccc.new',
  ].map((name) => join(directory.path, name)) as [string, string, string, string];
  for (const one of [underWay, left, leftByAnOlderGantry, foreign]) writeFileSync(one, 'half');
  const longAgo = new Date(Date.now() - 3_600_000);
  for (const one of [left, leftByAnOlderGantry, foreign]) utimesSync(one, longAgo, longAgo);
  replaceFile(path, 'whole');
  expect(readFileSync(path, 'utf8')).toBe('whole');
  expect(names()).toEqual(['other.json.cccccccccccc.new', 'settings.json', 'settings.json.aaaaaaaaaaaa.new']);
  expect(readFileSync(underWay, 'utf8')).toBe('half');
});

test('what cannot be put in its place says so, and leaves nothing behind', () => {
  mkdirSync(join(path, 'inside'), { recursive: true });
  expect(() => replaceFile(path, 'one')).toThrow(expect.objectContaining({ syscall: 'rename' }));
  expect(names()).toEqual(['settings.json']);
});

test('what was left and cannot even be looked at takes nothing from the file', () => {
  symlinkSync('settings.json.dddddddddddd.new', join(directory.path, 'settings.json.dddddddddddd.new'));
  replaceFile(path, 'whole');
  expect(readFileSync(path, 'utf8')).toBe('whole');
});
