import { readdir, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { Credentials } from '../../../electron/engine/ports.ts';
import { isPartName } from '../../../electron/engine/protocols/sftp/part-name.ts';
import { startReceiver } from '../../../electron/receiver/start-receiver.ts';
import type { DestinationKind } from '../../../shared/destination.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import { startFormReceiver } from '../../servers/start-form-receiver.ts';
import { startNginx } from '../../servers/start-nginx.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { startScriptedS3 } from '../../servers/start-scripted-s3.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import { startTusServer } from '../../servers/start-tus-server.ts';

export interface RunningServer {
  /** Without the kind in front. */
  readonly url: string;
  /** Of the destination's address, what is for Gantry: `?region=us-east-1`. */
  readonly ownQuery?: string;
  /** None without it. */
  readonly credentials?: Credentials;
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

/** That name, also with a number in it: `a.bin`, `a (2).bin`. */
function isNamed(name: string): (other: string) => boolean {
  const stem = name.replace(/\.bin$/, '');
  return (other) => other.startsWith(`${stem}.`) || other.startsWith(`${stem} `);
}

async function filesNamed(directory: string, name: string, isMeant = (_other: string): boolean => true): Promise<readonly Buffer[]> {
  const found = (await readdir(directory)).filter((other) => isNamed(name)(other) && isMeant(other));
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
  {
    name: 'Apache, by WebDAV',
    kind: 'dav',
    isThere: hasProgram('apache2'),
    start: async () => inFolder(await startApacheDav()),
  },
  {
    name: 'OpenSSH, by SFTP',
    kind: 'sftp',
    isThere: hasProgram('sshd'),
    start: async () => {
      const server = await startSshd();
      return {
        url: server.url,
        // Also where another user sends.
        credentials: { ...server.credentials, user: userInfo().username },
        finished: (name) => filesNamed(server.directory, name, (other) => !isPartName(other)),
        close: () => server.close(),
      };
    },
  },
  {
    name: 'a server of S3 that heeds no signature',
    kind: 's3',
    isThere: true,
    start: async () => {
      const server = await startScriptedS3();
      return {
        url: `${server.origin}/uploads/`,
        ownQuery: '?region=us-east-1',
        credentials: { kind: 'aws', accessKeyId: 'tests', secretAccessKey: 'only-for-tests-on-loopback', sessionToken: null },
        finished: async (name) => {
          const isOfIt = isNamed(name);
          return [...server.objects].filter(([path]) => isOfIt(decodeURIComponent(basename(path)))).map(([, bytes]) => bytes);
        },
        close: () => server.close(),
      };
    },
  },
];
