import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project-folder.ts';
import { sourceDigest } from './source-digest.ts';
import { withLock } from './with-lock.ts';

const stampFile = join(projectFolder, 'out', 'build-stamp');
const lockFile = join(projectFolder, 'node_modules', '.cache', 'gantry-build.lock');
const builder = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');

/** True when a source is newer, gone or added since the last build, or when there was none. */
export function isBuildStale(): boolean {
  return !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== sourceDigest(projectFolder);
}

/** Builds what is stale; several at once build once. What the builder prints goes to stderr, so that stdout stays the program's own. */
export async function buildWhenStale(): Promise<void> {
  if (!isBuildStale()) return;
  await withLock(lockFile, async () => {
    if (isBuildStale()) await runBuilder();
  });
}

/** Builds everything, stale or not. */
export async function buildAlways(): Promise<void> {
  await withLock(lockFile, runBuilder);
}

async function runBuilder(): Promise<void> {
  // Taken before the build, so that what is edited meanwhile is stale afterwards.
  const digest = sourceDigest(projectFolder);
  process.stderr.write('Building Gantry …\n');
  const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(process.stderr, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) throw new Error(`The build failed (exit code ${exitCode}).`);
  writeFileSync(stampFile, digest);
}
