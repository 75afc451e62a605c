import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { projectFolder } from '../../../electron/start/project-folder.ts';

const wantedFuses: Readonly<Record<string, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** The fuses as they are in the program file, read back. */
export async function checkFuses(program: string): Promise<string> {
  const wire = await getCurrentFuseWire(program);
  for (const [name, isOn] of Object.entries(wantedFuses)) {
    const option = FuseV1Options[name as keyof typeof FuseV1Options];
    assert.equal(wire[option], (isOn ? '1' : '0').charCodeAt(0), `the fuse ${name}`);
  }
  return `${Object.keys(wantedFuses).length} as they should be`;
}

/** What of a checkout must never go out, and what looks like a secret. */
const strays =
  /^\/(?:test|docs|renderer|shared|\.ci|\.github|dist|test-results)\/|^\/electron\/|\.(?:map|tsx?|md)$|(?:^|\/)(?:\.env|\.npmrc|id_[a-z0-9]+|[^/]*\.pem)$/;
const keepable = /licen[cs]e|notice/i;
const secretShapes = /-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/=]{20}|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}/;
const needed = [
  '/out/main/entry.js',
  '/out/main/main.js',
  '/out/main/cli.js',
  '/out/preload/preload.cjs',
  '/out/renderer/index.html',
  '/package.json',
];

/** Only what runs lies in the archive: nothing of the tests, no source, no source map, no secret. */
export async function checkArchive(resourcesFolder: string): Promise<string> {
  const archive = join(resourcesFolder, 'app.asar');
  const files = listPackage(archive, { isPack: false })
    .filter((path) => 'size' in statFile(archive, path.slice(1)))
    .map((path) => path.replaceAll('\\', '/'));
  const stray = files.filter((path) => strays.test(path) && !keepable.test(path));
  assert.deepEqual(stray, []);
  for (const path of needed) assert.ok(files.includes(path), `${path} is in the archive`);
  const ours = files.filter((path) => path.startsWith('/out/') || path === '/package.json');
  for (const path of ours) {
    const text = extractFile(archive, path.slice(1)).toString('latin1');
    assert.ok(!secretShapes.test(text), `${path} holds something like a secret`);
    assert.ok(!text.includes(projectFolder) && !/\/(?:root|home)\/[a-z]/.test(text), `${path} names a folder of the machine that built it`);
  }
  assert.deepEqual(
    (await readdir(resourcesFolder)).filter((name) => name === 'app' || name === 'default_app.asar'),
    [],
  );
  return `${files.length} files, ${megabytes((await stat(archive)).size)}`;
}

/** Native code lies outside of the archive, and only this system's. */
export async function checkUnpacked(resourcesFolder: string): Promise<string> {
  const entries = await readdir(join(resourcesFolder, 'app.asar.unpacked'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  assert.deepEqual(files.toSorted(), ['index.node', 'package.json']);
  return 'one database';
}

/** All files of a folder together. */
export async function sizeOf(folder: string): Promise<string> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return megabytes(bytes);
}

/** Whether the launcher is the one of the checkout, and may be run. */
export async function checkLauncher(path: string, original: string): Promise<string> {
  assert.equal(await readFile(path, 'utf8'), await readFile(original, 'utf8'));
  assert.equal((await stat(path)).mode & 0o111, 0o111, 'everybody may run it');
  return '';
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
