import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { Checkpoint } from '../../../electron/engine/protocols/protocol.ts';
import { protocols } from '../../../electron/engine/protocols/registry.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import type { DestinationKind } from '../../../shared/destination.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { protocolTo } from '../../protocols/protocol-to.ts';
import { transferFile } from '../../protocols/transfer-file.ts';
import type { FuzzTarget } from '../parts/fuzz-target.ts';
import { createHurriedClock } from '../parts/hurried-clock.ts';
import { oddAnswer, sensibleAnswer } from '../parts/odd-answer.ts';
import { startRawServer } from '../parts/raw-server.ts';

/** All that speak HTTP. */
const kinds = (Object.keys(protocols) as DestinationKind[]).filter((kind) => kind !== 'sftp');
const sizes = [0, 1, 700, 70_000, 1_100_000];
/** What of an endless answer may be on its way in the buffers of two sockets, and one read. */
const mostAnswerBytes = 20 * 1024 * 1024;

/** Whether the server said, in whatever odd way, that it has the whole file. */
function hasConfirmed(kind: DestinationKind, sent: string, size: number): boolean {
  const isSuccess = /HTTP\/\d\.\d\s+2\d\d/.test(sent) || (kind === 'post' && /HTTP\/\d\.\d\s+30[23]/.test(sent));
  if (kind !== 'tus' || size === 0) return isSuccess;
  return isSuccess && new RegExp(`upload-offset:[^\\r\\n]*\\b${size}\\b`, 'i').test(sent);
}

/** Answers of servers that lost their mind, to every protocol: an error of ours in bounded time, and never "stored" on nothing. */
export const serverAnswersTarget: FuzzTarget = {
  name: 'server-answers',
  open: async () => {
    const temporary = await temporaryDirectory();
    const server = await startRawServer();
    const trap = await startRawServer();
    const paths = sizes.map((size) => join(temporary.path, `${size}.bin`));
    for (const [index, size] of sizes.entries()) writeFileSync(paths[index] ?? '', Buffer.alloc(size, 'f'));
    const clock = createHurriedClock(150);
    return {
      runCase: async (random) => {
        const kind = random.pick(kinds);
        const index = random.below(sizes.length);
        const size = sizes[index] ?? 0;
        const calm = random.below(4);
        server.forget();
        server.closesAfterwards = !random.oneIn(3);
        server.onRequest = (request) =>
          server.requests.length <= calm ? sensibleAnswer(request, size) : oddAnswer(request, size, trap.origin, random);
        const protocol = protocolTo(kind, `${server.origin}/files/`, {
          ports: { clock, randomness: systemRandomness, log: { write: () => undefined }, hostKeys: createFakeHostKeys() },
          credentials: async () => ({ kind: 'bearer', token: 'secret-token' }),
        });
        const checkpoints: (Checkpoint | null)[] = [
          null,
          null,
          { protocol: 'tus', uploadPath: '/files/1', expiresAt: null, uploadId: 'ours' },
          { protocol: 'put', relativePath: `${size}.bin`, wasFree: true, isAnswered: random.oneIn(2) },
        ];
        const checkpoint = random.pick(checkpoints);
        // An earlier try got its yes.
        const wasAnswered = kind === 'put' && checkpoint?.['isAnswered'] === true;
        try {
          const signal = AbortSignal.timeout(30_000);
          const doing = random.below(8);
          if (doing === 0) await expectOurs(protocol.probe(signal));
          else if (doing === 1) await expectOurs(protocol.discard(checkpoint ?? {}, signal));
          else {
            const conflict = random.pick(['rename', 'overwrite', 'skip'] as const);
            const verify = random.oneIn(2);
            const done = await transferFile(protocol, { path: paths[index] ?? '', conflict, verify, checkpoint, uploadId: 'ours', signal });
            if (!done.outcome.ok) await expectOurs(Promise.reject(done.outcome.error));
            else if (done.outcome.receipt.result === 'stored' && !wasAnswered && !hasConfirmed(kind, server.sent(), size)) {
              throw new Error(`${kind} called it stored after ${JSON.stringify(server.sent().slice(0, 2_000))}`);
            }
          }
        } finally {
          protocol.close();
        }
        if (trap.requests.length > 0) throw new Error(`another origin was asked: ${trap.requests[0]?.head}`);
        if (server.mostTakenBytes() > mostAnswerBytes) throw new Error(`${server.mostTakenBytes()} bytes of an answer were taken`);
      },
      close: async () => {
        await server.close();
        await trap.close();
        await temporary.remove();
      },
    };
  },
};

async function expectOurs(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof UploadError)) throw error;
    if (error.code === 'internal') throw new Error(`internal: ${String(error.cause)} ${JSON.stringify(error.details)}`, { cause: error });
    if (JSON.stringify(error.toPlain()).includes('secret-token')) throw new Error('the error holds a secret');
  }
}
