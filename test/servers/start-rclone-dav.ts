import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startOnFreePort } from './parts/start-on-free-port.ts';
import { startProgram } from './parts/start-program.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface RcloneDav {
  /** Ends with a slash. */
  readonly url: string;
  readonly directory: string;
  close(): Promise<void>;
}

/**
 * `rclone serve webdav` with an empty folder. It heeds no conditions, takes a part of a file for the whole, and keeps what a cut request had
 * brought.
 */
export async function startRcloneDav(): Promise<RcloneDav> {
  const home = await makeTemporaryDirectory('rclone');
  const directory = join(home.path, 'data');
  await mkdir(directory);
  const { program, port } = await startOnFreePort(async (tried) => {
    const places = ['--config', '/dev/null', '--cache-dir', join(home.path, 'cache')];
    const programArguments = [...places, 'serve', 'webdav', directory, '--addr', `127.0.0.1:${tried}`];
    return { program: await startProgram('rclone', programArguments, tried), port: tried };
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    directory,
    close: async () => {
      await program.stop();
      await home.remove();
    },
  };
}
