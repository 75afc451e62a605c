import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startReceiver } from '../../../electron/receiver/start-receiver.ts';
import type { DestinationKind } from '../../../shared/destination.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { startFormReceiver } from '../../servers/start-form-receiver.ts';
import { startNginx } from '../../servers/start-nginx.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { startTusServer } from '../../servers/start-tus-server.ts';

export interface RunningServer {
  /** Without the kind in front. */
  readonly url: string;
  /** Everything that could pass for a finished file of that name, with or without a number in it. */
  finished(name: string): Promise<readonly Buffer[]>;
  close(): Promise<void>;
}

export interface SourceServer {
  readonly name: string;
  readonly kind: DestinationKind;
  readonly isThere: boolean;
  readonly start: () => Promise<RunningServer>;
}

/** Files of a folder under that name: `a.bin`, `a (2).bin`. */
async function filesNamed(directory: string, name: string): Promise<readonly Buffer[]> {
  const stem = name.replace(/\.bin$/, '');
  const found = (await readdir(directory)).filter((other) => other.startsWith(`${stem}.`) || other.startsWith(`${stem} `));
  return Promise.all(found.map((other) => readFile(join(directory, other))));
}

async function inFolder(server: { readonly url: string; readonly directory: string; close(): Promise<void> }): Promise<RunningServer> {
  return { url: server.url, finished: (name) => filesNamed(server.directory, name), close: () => server.close() };
}

/** The real servers behind the matrix. A new protocol is one more entry. */
export const sourceServers: readonly SourceServer[] = [
  {
    name: '@tus/server',
    kind: 'tus',
    isThere: true,
    start: async () => {
      const server = await startTusServer();
      return {
        url: server.url,
        finished: async (name) => {
          const stored = (await server.files()).filter(({ metadata }) => metadata['relativePath'] === name);
          const whole: Buffer[] = [];
          for (const file of stored) if ((await stat(file.path)).size === file.sizeBytes) whole.push(await readFile(file.path));
          return whole;
        },
        close: () => server.close(),
      };
    },
  },
  {
    name: 'the built-in receiver',
    kind: 'tus',
    isThere: true,
    start: async () => {
      const home = await temporaryDirectory();
      const receiver = await startReceiver({ directory: home.path, port: 0, log: { write: () => undefined } });
      return {
        url: receiver.destinationUrl.replace(/^tus\+/, ''),
        finished: (name) => filesNamed(home.path, name),
        close: async () => {
          await receiver.close();
          await home.remove();
        },
      };
    },
  },
  { name: 'nginx', kind: 'put', isThere: hasProgram('nginx'), start: async () => inFolder(await startNginx()) },
  { name: 'a PUT recorder', kind: 'put', isThere: true, start: async () => inFolder(await startPutRecorder()) },
  {
    name: 'a receiver of forms',
    kind: 'post',
    isThere: true,
    start: async () => {
      const server = await startFormReceiver();
      return {
        url: server.url,
        finished: async (name) => {
          const whole = server.requests().filter(({ isComplete, fields }) => isComplete && fields['relativePath'] === name);
          return Promise.all(whole.flatMap(({ files }) => files.map(({ path }) => readFile(path))));
        },
        close: () => server.close(),
      };
    },
  },
];
