import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { Receiver } from '../../../electron/receiver/start-receiver.ts';
import { startReceiver } from '../../../electron/receiver/start-receiver.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { TusClient } from '../../receiver/tus-client.ts';
import type { FuzzTarget } from '../parts/fuzz-target.ts';
import { mutateBytes } from '../parts/mutate-bytes.ts';
import { jsonOf, nearly, oddJson } from '../parts/odd-values.ts';
import type { SeededRandom } from '../parts/seeded-random.ts';

const log = { write: () => undefined };
const body = Buffer.alloc(3_000, 'b');
const halfway = { length: body.length, relativePath: 'half.bin', metadata: { uploadId: 'half', mtime: '1' } };
const finished = { length: 5, relativePath: 'done.txt', metadata: { uploadId: 'done', mtime: '1' }, body: 'hello' };

/** A receiver that has one file, and half of another. Answers where the half is. */
async function makeFolder(root: string): Promise<string> {
  const receiver = await startReceiver({ directory: root, port: 0, log });
  const client = new TusClient(receiver.destinationUrl);
  await client.create(finished);
  const created = await client.create(halfway);
  await client.patch(created.headers.location ?? '', 0, body.subarray(0, 1_000));
  await receiver.close();
  return created.headers.location ?? '';
}

function damage(root: string, random: SeededRandom): string {
  const incoming = join(root, '.gantry-incoming');
  const files = readdirSync(incoming, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const victim = random.pick(files);
  const path = join(victim.parentPath, victim.name);
  const bytes = readFileSync(path);
  if (victim.name.endsWith('json') && random.oneIn(2)) {
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    const line: unknown = JSON.parse(random.pick(lines));
    const climbing = typeof line === 'object' && random.oneIn(3) ? { ...line, segments: ['..', '..', 'evil.txt'] } : nearly(line, random);
    writeFileSync(path, `\n${jsonOf(random.oneIn(5) ? oddJson(random) : climbing)}\n`);
    return victim.name;
  }
  const strange = join(victim.parentPath, 'f'.repeat(32) + random.pick(['', '.json', '.replacing', '.x']));
  const way = random.below(6);
  if (way === 0) rmSync(path);
  else if (way === 1) writeFileSync(strange, bytes);
  else if (way === 2) writeFileSync(path, bytes.subarray(0, random.below(bytes.length)));
  else writeFileSync(path, mutateBytes(bytes, random));
  return victim.name;
}

/** The hidden folder of the receiver as a bad disk leaves it: it starts or says why not, and no file outside or already there is touched. */
export const damagedReceiverTarget: FuzzTarget = {
  name: 'damaged-receiver',
  open: async () => {
    const temporary = await temporaryDirectory();
    const whole = join(temporary.path, 'whole');
    const location = await makeFolder(whole);
    const beside = join(temporary.path, 'case');
    return {
      runCase: async (random) => {
        const root = join(beside, 'inside', 'root');
        mkdirSync(join(beside, 'inside'), { recursive: true });
        cpSync(whole, root, { recursive: true });
        const victim = damage(root, random);
        let receiver: Receiver | null = null;
        try {
          receiver = await startReceiver({ directory: root, port: 0, log });
          const client = new TusClient(receiver.destinationUrl);
          const head = await client.head(location);
          const offset = Number(head.headers['upload-offset'] ?? 0);
          const answers = [
            head,
            await client.create(random.oneIn(2) ? halfway : { ...halfway, body }),
            await client.patch(location, offset, body.subarray(offset)),
            await client.create(finished),
            ...(random.oneIn(3) ? [await client.remove(location)] : []),
          ];
          const broken = answers.filter(({ status }) => status >= 500);
          if (broken.length > 0) throw new Error(`it answered ${broken.map(({ status }) => status).join(' ')} after damage to ${victim}`);
          const fresh = await client.create({
            length: 3,
            relativePath: 'fresh.txt',
            metadata: { uploadId: `new-${random.seed()}` },
            body: 'new',
          });
          if (fresh.status !== 201 || readFileSync(join(root, 'fresh.txt'), 'utf8') !== 'new')
            throw new Error('nothing can be received any more');
          if (readFileSync(join(root, 'done.txt'), 'utf8') !== 'hello') throw new Error('a file that was there is another one now');
          const outside = [...readdirSync(beside), ...readdirSync(join(beside, 'inside'))];
          if (outside.join() !== 'inside,root') throw new Error(`something is outside: ${outside.join()}`);
        } catch (error) {
          if (!(error instanceof UploadError) || error.code !== 'destination-invalid') throw error;
        } finally {
          await receiver?.close();
          rmSync(beside, { recursive: true, force: true });
        }
      },
      close: () => temporary.remove(),
    };
  },
};
