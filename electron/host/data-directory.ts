import { posix, win32 } from 'node:path';

export interface DataDirectoryOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDirectory: string;
  readonly currentDirectory: string;
}

/**
 * Where the queue, its log and the window's own state live: `GANTRY_DATA_DIR`, else the platform's place for application data.
 * Both hosts use the same one, so that the terminal and the window share one queue. The answer is absolute; nothing is created.
 */
export function dataDirectoryFor(options: DataDirectoryOptions): string {
  const { environment, platform, homeDirectory, currentDirectory } = options;
  const path = platform === 'win32' ? win32 : posix;
  const given = environment['GANTRY_DATA_DIR'];
  if (given !== undefined && given !== '') return path.resolve(currentDirectory, given);
  switch (platform) {
    case 'win32':
      return path.join(absoluteOr(environment['APPDATA'], path.join(homeDirectory, 'AppData', 'Roaming'), path), 'Gantry');
    case 'darwin':
      return path.join(homeDirectory, 'Library', 'Application Support', 'Gantry');
    default:
      // The XDG base directory specification says that a relative path there is invalid and to be ignored.
      return path.join(absoluteOr(environment['XDG_DATA_HOME'], path.join(homeDirectory, '.local', 'share'), path), 'gantry');
  }
}

function absoluteOr(given: string | undefined, otherwise: string, path: typeof posix): string {
  return given !== undefined && path.isAbsolute(given) ? given : otherwise;
}
