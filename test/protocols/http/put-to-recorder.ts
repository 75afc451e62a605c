import type { Buffer } from 'node:buffer';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PutRecorderOptions, PutScript, RecordedRequest } from '../../servers/start-put-recorder.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';

/** Of the file that it makes, in bytes. */
export const recordedSize = 200_000;

/** A recorder for one test with a file to send there; `asked` are its requests in order, `place` and `placed` write and read what it has. */
export async function putToRecorder(answer: (request: RecordedRequest) => PutScript = () => undefined, options: PutRecorderOptions = {}) {
  const server = await startPutRecorder({ answer, ...options });
  onTestFinished(() => server.close());
  const file = await fileOf(recordedSize, 'a.bin');
  const asked = (): string =>
    server
      .requests()
      .map(({ method, path }) => `${method} ${path}`)
      .join(', ');
  const place = async (path: string, content: Buffer | string): Promise<void> => {
    await mkdir(dirname(join(server.directory, path)), { recursive: true });
    await writeFile(join(server.directory, path), content);
  };
  const placed = (path: string): Promise<Buffer> => readFile(join(server.directory, path));
  return { server, ...file, asked, place, placed, protocol: protocolTo('put', server.url) };
}
