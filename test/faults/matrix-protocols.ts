import { rm } from 'node:fs/promises';
import { hasProgram } from '../servers/has-program.ts';
import { startFormReceiver } from '../servers/start-form-receiver.ts';
import { startNginx } from '../servers/start-nginx.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import { startTusServer } from '../servers/start-tus-server.ts';
import type { MatrixProtocol, MatrixServer } from './matrix-protocol.ts';
import { davAtApache } from './servers/dav-servers.ts';
import { folderOf } from './servers/folder-of.ts';
import { s3AtSwiftOrScripted } from './servers/s3-servers.ts';
import { sftpAtOpenssh } from './servers/sftp-servers.ts';

/** Of those that joined later: what goes another way through them than through the first three, and a little that does not. */
const newerEveryDay: readonly string[] = [
  'Connection refused',
  'Reset in the middle of the body',
  'Silence in the middle of the body',
  'Reset before the answer',
  '503 with Retry-After',
  '401',
  'A redirect to another server',
  'The certificate has expired',
  'InvalidAccessKeyId',
  'NoSuchBucket',
  'The bucket is in another region',
  'The end of the parts is answered with 200 and an error',
  'The answer to the end of the parts is lost',
  'The upload in parts is gone (NoSuchUpload)',
  'The answer to the MOVE is lost',
  'The server does not move (405)',
  'Another host key than before',
  'The sign-in is refused',
];

/** Every protocol of the matrix, with a real server each where it is not said otherwise. */
export const matrixProtocols: readonly MatrixProtocol[] = [
  { kind: 'tus', isHttp: true, verification: 'size', bodyMethod: 'PATCH', start: startTus },
  { kind: 'put', isHttp: true, verification: 'size', bodyMethod: 'PUT', start: startPut },
  { kind: 'post', isHttp: true, verification: 'accepted', bodyMethod: 'POST', start: startForm },
  { kind: 's3', isHttp: true, verification: 'md5', bodyMethod: 'PUT', everyDay: newerEveryDay, ...s3AtSwiftOrScripted },
  { kind: 'dav', program: 'apache2', isHttp: true, verification: 'size', bodyMethod: 'PUT', everyDay: newerEveryDay, ...davAtApache },
  { kind: 'sftp', program: 'sshd', isHttp: false, verification: 'size', bodyMethod: '', everyDay: newerEveryDay, ...sftpAtOpenssh },
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
