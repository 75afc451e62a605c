import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { Checkpoint } from '../../../electron/engine/protocols/protocol.ts';
import type { DestinationKind } from '../../../shared/destination.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { protocolTo } from '../../protocols/protocol-to.ts';
import { transferFile } from '../../protocols/transfer-file.ts';
import type { FuzzTarget } from '../parts/fuzz-target.ts';
import { mutateBytes } from '../parts/mutate-bytes.ts';
import { jsonOf, nearly, oddJson } from '../parts/odd-values.ts';
import type { RawRequest } from '../parts/raw-server.ts';
import { startRawServer } from '../parts/raw-server.ts';
import type { SeededRandom } from '../parts/seeded-random.ts';

/** Those that the server below can play; what the others read of a checkpoint has tests of its own. */
const kinds: readonly DestinationKind[] = ['tus', 'put', 'post', 'presigned'];
const size = 500;
const whole: readonly Checkpoint[] = [
  { protocol: 'tus', uploadPath: '/files/ours', expiresAt: null, uploadId: 'ours' },
  { protocol: 'tus', uploadPath: '/files/theirs', expiresAt: 5, uploadId: 'ours' },
  { protocol: 'put', relativePath: 'a.bin', wasFree: true, isAnswered: false },
  { protocol: 'put', relativePath: 'b.bin', wasFree: true, isAnswered: true },
];

function damaged(random: SeededRandom): Checkpoint {
  const one = random.pick(whole);
  let value: unknown = one;
  if (random.oneIn(4)) value = oddJson(random);
  else if (random.oneIn(2)) value = nearly(one, random);
  else {
    try {
      value = JSON.parse(mutateBytes(Buffer.from(JSON.stringify(one)), random, 3).toString('utf8'));
    } catch {
      value = one;
    }
  }
  // The store hands on JSON, and nothing but objects.
  return (typeof value === 'object' && value !== null ? value : {}) as Checkpoint;
}

/** A tus server with two uploads, which says whose they are, and a store with files of others. */
function answerOf({ method, path, head }: RawRequest): Buffer {
  const lines = (status: string, ...headers: string[]) =>
    Buffer.from(`HTTP/1.1 ${status}\r\nTus-Resumable: 1.0.0\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`);
  const metadata = (id: string) => `Upload-Metadata: uploadId ${Buffer.from(id).toString('base64')}`;
  const known = path === '/files/ours' ? 'ours' : path === '/files/theirs' ? 'theirs' : null;
  if (method === 'OPTIONS') return lines('200 OK', 'Tus-Version: 1.0.0', 'Tus-Extension: creation', 'Content-Length: 0');
  if (method === 'POST') return lines('201 Created', 'Location: /files/ours', 'Content-Length: 0');
  if (method === 'PATCH') return lines('204 No Content', `Upload-Offset: ${size}`);
  if (method === 'PUT')
    return lines(/if-none-match/i.test(head) && path.endsWith('/b.bin') ? '412 Taken' : '201 Created', 'Content-Length: 0');
  if (method === 'HEAD' && known !== null)
    return lines('200 OK', 'Upload-Offset: 100', `Upload-Length: ${size}`, metadata(known), 'Content-Length: 0');
  if (method === 'HEAD' && path.endsWith('/b.bin')) return lines('200 OK', 'Content-Length: 7');
  if (method === 'HEAD') return lines('404 Not Found', 'Content-Length: 0');
  return lines('204 No Content');
}

/** Checkpoints as a bad disk leaves them: the file begins anew or fails in words; no stranger is asked, and nothing of others touched. */
export const damagedCheckpointsTarget: FuzzTarget = {
  name: 'damaged-checkpoints',
  open: async () => {
    const temporary = await temporaryDirectory();
    const server = await startRawServer();
    const trap = await startRawServer();
    server.onRequest = answerOf;
    server.closesAfterwards = false;
    const path = join(temporary.path, 'a.bin');
    writeFileSync(path, Buffer.alloc(size, 'f'));
    const made = kinds.map((kind) => protocolTo(kind, `${server.origin}/files/`));
    return {
      runCase: async (random) => {
        const protocol = random.pick(made);
        const text = jsonOf(damaged(random)).replaceAll('evil.example', trap.origin);
        const checkpoint = JSON.parse(text) as Checkpoint;
        server.forget();
        const signal = AbortSignal.timeout(30_000);
        const conflict = random.pick(['rename', 'overwrite'] as const);
        const error = random.oneIn(3)
          ? await protocol.discard(checkpoint, signal).catch((reason: unknown) => reason)
          : await transferFile(protocol, { path, conflict, checkpoint, uploadId: 'ours', signal }).then(({ outcome }) =>
              outcome.ok ? null : outcome.error,
            );
        if (error !== null && error !== undefined && (!(error instanceof UploadError) || error.code === 'internal')) throw error;
        const asked = server.requests.map((request) => `${request.method} ${request.path}`);
        const isOld = typeof checkpoint['uploadId'] !== 'string' || checkpoint['uploadId'] !== 'ours';
        for (const line of asked) {
          if (line === 'DELETE /files/theirs' && !isOld) throw new Error(`what is not ours was removed: ${text}`);
          if (line === 'PATCH /files/theirs') throw new Error(`bytes went into an upload of another: ${text}`);
          if (/^PUT (?!\/files\/a( |%20|\.)|\/files\/a\.bin)/.test(line)) throw new Error(`${line}, for ${text}`);
          if (line.startsWith('DELETE') && checkpoint['protocol'] !== 'tus') throw new Error(`${line}, for ${text}`);
        }
        if (trap.requests.length > 0) throw new Error(`another origin was asked, for ${text}`);
      },
      close: async () => {
        for (const protocol of made) protocol.close();
        await server.close();
        await trap.close();
        await temporary.remove();
      },
    };
  },
};
