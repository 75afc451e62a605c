import type { Configuration } from 'electron-builder';
import { Arch, build, Platform } from 'electron-builder';
import { projectFolder } from '../project-folder.ts';

export type Architecture = 'x64' | 'arm64';

export interface PackageRequest {
  /** Such as `deb`; those of electron-builder.yml when empty. */
  readonly targets: readonly string[];
  readonly architectures: readonly Architecture[];
  /** What differs from electron-builder.yml. */
  readonly changes: Configuration;
}

/** Makes packages for the system that this runs on, of what was built before, and gives their paths. Nothing is published. */
export async function buildPackages({ targets, architectures, changes }: PackageRequest): Promise<readonly string[]> {
  return await build({
    projectDir: projectFolder,
    targets: Platform.current().createTarget([...targets], ...architectures.map((name) => Arch[name])),
    config: { extends: 'electron-builder.yml', ...changes },
    publish: 'never',
  });
}
