import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { fallbackVersion, prepareFallbackElectron } from '../../../electron/start/fallback-electron.ts';
import { buildPackages } from '../../../electron/start/package/build-packages.ts';
import { projectFolder } from '../../../electron/start/project-folder.ts';

export interface FallbackBuild {
  readonly folder: string;
  readonly version: string;
  readonly targets: readonly string[];
  /** Where the built app asks for updates; nowhere when left out. */
  readonly feedUrl?: string;
}

/** Makes packages of the present build as a release would, only that Electron is the one for a checkout and its tools are this machine's own. */
export async function buildWithFallback({ folder, version, targets, feedUrl }: FallbackBuild): Promise<readonly string[]> {
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] = '/usr/bin/7za';
  process.env['CUSTOM_FPM_PATH'] = join(projectFolder, 'test', 'package', 'parts', 'fpm-for-deb.ts');
  const changes: Configuration = {
    directories: { output: folder },
    compression: 'store',
    electronDist: dirname(await prepareFallbackElectron()),
    electronVersion: fallbackVersion,
    extraMetadata: { version, homepage: 'https://gantry.invalid/' },
    ...(feedUrl === undefined ? {} : { publish: { provider: 'generic', url: feedUrl } }),
    // What an Electron for a checkout has, and a release has not.
    afterPack: async ({ appOutDir }) => {
      await rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
      await rm(join(appOutDir, 'version'), { force: true });
    },
  };
  return await buildPackages({ targets, architectures: ['x64'], changes });
}
