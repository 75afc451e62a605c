import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasProgram } from '../servers/has-program.ts';
import { startFormReceiver } from '../servers/start-form-receiver.ts';
import { startNginx } from '../servers/start-nginx.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import { startTusServer } from '../servers/start-tus-server.ts';
import type { KeptFile, MatrixProtocol, MatrixServer } from './matrix-protocol.ts';

/** Every protocol of the matrix, with a real server each: @tus/server, nginx (or a recorder where it is not installed), and a form receiver. */
export const matrixProtocols: readonly MatrixProtocol[] = [
  { kind: 'tus', bodyMethod: 'PATCH', start: startTus },
  { kind: 'put', bodyMethod: 'PUT', start: startPut },
  { kind: 'post', bodyMethod: 'POST', start: startForm },
];

async function startTus(): Promise<MatrixServer> {
  const server = await startTusServer();
  return {
    url: server.url,
    kept: async () => (await server.files()).map(({ metadata, path }) => ({ name: metadata['filename'] ?? '', path })),
    empty: async () => {
      for (const { path } of await server.files()) await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
    },
    close: server.close,
  };
}

async function startPut(): Promise<MatrixServer> {
  const server = await (hasProgram('nginx') ? startNginx() : startPutRecorder());
  return { url: server.url, ...folderOf(server.directory), close: server.close };
}

async function startForm(): Promise<MatrixServer> {
  const server = await startFormReceiver();
  return { url: server.url, ...folderOf(server.directory), close: server.close };
}

function folderOf(directory: string): Pick<MatrixServer, 'kept' | 'empty'> {
  return {
    kept: async () => {
      const kept: KeptFile[] = [];
      for (const name of await readdir(directory, { recursive: true })) {
        const path = join(directory, name);
        if ((await stat(path)).isFile()) kept.push({ name: basename(name), path });
      }
      return kept;
    },
    empty: async () => {
      for (const name of await readdir(directory)) await rm(join(directory, name), { recursive: true, force: true });
    },
  };
}
