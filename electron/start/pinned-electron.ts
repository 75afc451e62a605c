import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadArtifact, FetchDownloader } from '@electron/get';
import { projectFolder } from './project-folder.ts';
import { userCacheFolder } from './user-cache-folder.ts';

const packageFolder = join(projectFolder, 'node_modules', 'electron');
const firstAnswerMs = 12_000;
const silenceMs = 20_000;
const rememberFailureMs = 24 * 60 * 60 * 1000;

/** The release that the app is built and released with. */
export const pinnedVersion = readJson<{ readonly version: string }>('package.json').version;

const failureFile = join(userCacheFolder(), `electron-${pinnedVersion}-unreachable`);

/** The path of the pinned Electron's binary, or null while it is not installed. */
export function installedPinnedElectron(): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executablePath = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executablePath) ? executablePath : null;
}

/** Why the download failed within the last day, or null. So an unreachable server costs its time-out once and not at every start. */
export function rememberedDownloadFailure(now: number): string | null {
  if (!existsSync(failureFile) || now - statSync(failureFile).mtimeMs > rememberFailureMs) return null;
  return readFileSync(failureFile, 'utf8');
}

/**
 * Downloads the pinned Electron into the cache that all Electron projects of this user share, and installs it from there.
 * Gives the reason where the server cannot be reached; throws when what was downloaded cannot be installed.
 */
export async function downloadPinnedElectron(): Promise<{ readonly failure: string | null }> {
  process.stderr.write(`Downloading Electron ${pinnedVersion} …\n`);
  try {
    await downloadArtifact({
      version: pinnedVersion,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: readJson<Record<string, string>>('checksums.json'),
      downloader: { download: downloadImpatiently },
    });
  } catch (error) {
    const failure = reasonOf(error);
    mkdirSync(userCacheFolder(), { recursive: true });
    writeFileSync(failureFile, failure);
    return { failure };
  }
  rmSync(failureFile, { force: true });
  // The package's own installer finds the download in the cache, checks it and unpacks it.
  const installed = spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: ['ignore', 2, 2] });
  if (installed.status !== 0) throw new Error(`Electron ${pinnedVersion} was downloaded, but its installer failed.`);
  return { failure: null };
}

/** Gives up when the server is silent, however long the whole takes. */
async function downloadImpatiently(url: string, targetFilePath: string): Promise<void> {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort(new Error('no answer in time'));
  let timer = setTimeout(giveUp, firstAnswerMs);
  try {
    await new FetchDownloader().download(url, targetFilePath, {
      signal: controller.signal,
      quiet: !process.stderr.isTTY,
      getProgressCallback: async () => {
        clearTimeout(timer);
        timer = setTimeout(giveUp, silenceMs);
      },
    });
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause || error.message;
}

function readJson<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(packageFolder, name), 'utf8')) as Content;
}
