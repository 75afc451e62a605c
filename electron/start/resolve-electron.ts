import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canUseFallback, fallbackVersion, prepareFallbackElectron } from './fallback-electron.ts';
import { downloadPinnedElectron, installedPinnedElectron, pinnedVersion, rememberedDownloadFailure } from './pinned-electron.ts';
import type { ResolvedElectron } from './resolved-electron.ts';

/**
 * Finds an Electron for this checkout: the one that the environment names, else the pinned release, installed or downloaded, else the fallback.
 * Throws with words for people when there is none.
 */
export async function resolveElectron(): Promise<ResolvedElectron> {
  return givenElectron() ?? pinnedElectron() ?? (await downloadedElectron());
}

/** The variable is the one that the electron package itself knows. */
function givenElectron(): ResolvedElectron | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!folder) return null;
  const executablePath = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  if (!existsSync(executablePath)) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no Electron in it.`);
  return { executablePath, version: 'unknown', kind: 'given', reason: `Electron from ${folder}, as ELECTRON_OVERRIDE_DIST_PATH says.` };
}

function pinnedElectron(): ResolvedElectron | null {
  const executablePath = installedPinnedElectron();
  if (executablePath === null) return null;
  return { executablePath, version: pinnedVersion, kind: 'pinned', reason: `Electron ${pinnedVersion}, the pinned release.` };
}

async function downloadedElectron(): Promise<ResolvedElectron> {
  const remembered = canUseFallback() ? rememberedDownloadFailure(Date.now()) : null;
  const failure = remembered ?? (await downloadPinnedElectron()).failure;
  if (failure === null) {
    const installed = pinnedElectron();
    if (installed === null) throw new Error(`Electron ${pinnedVersion} was downloaded, but is not where it belongs.`);
    return installed;
  }
  if (!canUseFallback()) {
    throw new Error(
      `Electron ${pinnedVersion} could not be downloaded: ${failure}.\n` +
        'Start again when the network allows it, or set ELECTRON_MIRROR to a server that has it.',
    );
  }
  const executablePath = await prepareFallbackElectron();
  return {
    executablePath,
    version: fallbackVersion,
    kind: 'fallback',
    reason:
      `Electron ${fallbackVersion}, the fallback for a checkout (never for a release): ` +
      `the pinned ${pinnedVersion} could not be downloaded${remembered === null ? '' : ' within the last day'} (${failure}).`,
  };
}
