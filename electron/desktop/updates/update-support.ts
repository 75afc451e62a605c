import { posix } from 'node:path';
import type { UpdateObstacle } from '../../../shared/update.ts';
import { runningImage } from '../running-image.ts';

/** How an installed Gantry is replaced. */
export type PackageKind = 'deb' | 'rpm' | 'appimage' | 'nsis' | 'mac';

/** How the system lets somebody install. `alone`: nobody is asked. */
export type InstallRight = 'root' | 'sudo' | 'pkexec' | 'alone';

export type UpdateSupport =
  | { readonly kind: 'can'; readonly package: PackageKind; readonly right: InstallRight }
  | { readonly kind: 'cannot'; readonly obstacle: UpdateObstacle };

export interface SupportFacts {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The running program. */
  readonly programPath: string;
  readonly resourcesPath: string;
  /** null: on this system nobody has a number. */
  readonly userId: number | null;
  /** The text of a file; null: there is none. */
  read(path: string): string | null;
  /** Whether a file can be made in a folder. */
  mayWriteIn(folder: string): boolean;
  exists(path: string): boolean;
  /** Whether a program is there and ends with 0. */
  succeeds(program: string, words: readonly string[]): Promise<boolean>;
}

/**
 * Whether this Gantry can be replaced by a newer one, and how. What a file in the package says of its kind is compared with the system's own records: one
 * folder may have become several packages, and `APPIMAGE` is handed down to every program that is started from another AppImage.
 */
export async function findUpdateSupport(facts: SupportFacts): Promise<UpdateSupport> {
  if (!facts.isPackaged) return cannot('development');
  if (facts.read(`${facts.resourcesPath}/app-update.yml`) === null) return cannot('no-feed');
  switch (facts.platform) {
    case 'win32':
      return facts.exists(`${facts.resourcesPath}/../Uninstall Gantry.exe`) ? can('nsis', 'alone') : cannot('no-package');
    case 'darwin':
      // An app that is run from its disk image, or where macOS has put it for a look, cannot be replaced.
      return /^\/(?:Volumes|private\/var\/folders)\//.test(facts.programPath) ? cannot('no-package') : can('mac', 'alone');
    default:
      return await onLinux(facts);
  }
}

async function onLinux(facts: SupportFacts): Promise<UpdateSupport> {
  const image = runningImage(facts.environment, facts.programPath);
  if (image !== null) return facts.mayWriteIn(posix.dirname(image)) ? can('appimage', 'alone') : cannot('no-rights');
  const kind = facts.read(`${facts.resourcesPath}/package-type`)?.trim();
  if (kind === 'deb' && (await facts.succeeds('dpkg-query', ['--search', facts.programPath]))) return await withRight(facts, 'deb');
  if (kind === 'rpm' && (await facts.succeeds('rpm', ['--query', '--file', facts.programPath]))) return await withRight(facts, 'rpm');
  return cannot('no-package');
}

async function withRight(facts: SupportFacts, kind: 'deb' | 'rpm'): Promise<UpdateSupport> {
  if (facts.userId === 0) return can(kind, 'root');
  // Where no password is asked for, nobody needs to be there.
  if (await facts.succeeds('sudo', ['--non-interactive', 'true'])) return can(kind, 'sudo');
  if (await facts.succeeds('pkexec', ['--version'])) return can(kind, 'pkexec');
  return cannot('no-rights');
}

function can(kind: PackageKind, right: InstallRight): UpdateSupport {
  return { kind: 'can', package: kind, right };
}

function cannot(obstacle: UpdateObstacle): UpdateSupport {
  return { kind: 'cannot', obstacle };
}
