import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/**
 * What stands before the app's folder: a stand-in for the runtime of AppImages, which electron-builder would download. It unpacks where that would mount, tells
 * the app by the same variables, and ends at once where it is only to be installed.
 */
const runtime = `#!/bin/sh
[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] && exit 0
APPIMAGE=$(readlink -f "$0")
APPDIR=$(mktemp -d "$HOME/.mount_GantryXXXXXX")
export APPIMAGE APPDIR
tail -n +11 "$APPIMAGE" | tar --extract --directory "$APPDIR"
"$APPDIR/gantry-desktop" "$@"
exitCode=$?
rm -rf "$APPDIR"
exit $exitCode
`;

/** Makes one file that starts the unpacked app, as an AppImage does. Gives its path. */
export async function standInAppImage(unpackedFolder: string, file: string): Promise<string> {
  const output = createWriteStream(file);
  output.write(runtime);
  const tar = spawn('tar', ['--create', '--directory', unpackedFolder, '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(tar, 'close');
  await pipeline(tar.stdout, output);
  const [exitCode] = (await ended) as [number | null];
  if (exitCode !== 0) throw new Error(`tar ended with ${exitCode}`);
  await chmod(file, 0o755);
  return file;
}
