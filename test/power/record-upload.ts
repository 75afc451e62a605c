import { join } from 'node:path';
import { makeScratch } from '../bench/scratch.ts';
import type { GantryHome } from '../cli/start-gantry.ts';
import { makeGantryHome } from '../cli/start-gantry.ts';
import { makeTree } from '../files/make-tree.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import type { HttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import type { CrashStates } from './crash-state.ts';
import { crashStatesOf } from './crash-state.ts';
import { startRecorder } from './start-recorder.ts';
import type { ToldLine } from './told-lines.ts';
import { toldLines } from './told-lines.ts';

/** Where things are in the recorded world. */
export const queueFolder = 'home/share/gantry';
export const receivedFolder = 'nas/received';

/** A real upload, and the receiver it went to, with all that both asked the disk to do. */
export interface RecordedUpload {
  readonly states: CrashStates;
  readonly lines: readonly ToldLine[];
  readonly home: GantryHome;
  /** For the disks after power losses; in memory where there is enough of it. */
  readonly scratch: string;
  /** Holds `photos`, which were all sent, and `drafts`, which were cancelled. */
  readonly sent: string;
  /** The queue's destination: it passes all on to `receiverPort`. */
  readonly proxy: HttpFaultProxy;
  readonly receiverPort: number;
  remove(): Promise<void>;
}

export interface UploadSizes {
  readonly smallFiles: number;
  readonly largeFileBytes: readonly number[];
}

function filesOf({ smallFiles, largeFileBytes }: UploadSizes): Record<string, number> {
  const small = Array.from({ length: smallFiles }, (_, number) => [`photos/${number % 4}/${number}.jpg`, 700 + number * 1_313] as const);
  const large = largeFileBytes.map((sizeBytes, number) => [`photos/film-${number}.mp4`, sizeBytes] as const);
  const drafts = Array.from({ length: 5 }, (_, number) => [`drafts/${number}.txt`, 200_000] as const);
  return Object.fromEntries([...small, ...large, ...drafts]);
}

/**
 * Records the life of a queue: a destination is saved by the very first command, a batch is sent and interrupted, a second one is
 * begun, interrupted and cancelled, and the first one is sent to its end. The receiver is `gantry serve`.
 */
export async function recordUpload(sizes: UploadSizes): Promise<RecordedUpload> {
  const home = await makeGantryHome();
  const recorder = await startRecorder();
  const dataDirectory = join(recorder.world, queueFolder);
  const sent = join(home.directory, 'sent');
  await makeTree({ directory: sent, files: filesOf(sizes) });
  const environmentOf = (name: string) => ({ ...recorder.environmentFor(name), GANTRY_DATA_DIR: dataDirectory });
  const start = (name: string, ...words: readonly string[]) =>
    home.start(words, { currentDirectory: sent, environment: environmentOf(name) });
  const ended = async (name: string, ...words: readonly string[]) => {
    const { exitCode, stderr } = await start(name, ...words).ended;
    if (exitCode !== 0) throw new Error(`gantry ${words.join(' ')} ended with ${exitCode}: ${stderr}`);
  };

  const receiver = home.start(['serve', join(recorder.world, receivedFolder)], {
    environment: { ...recorder.environmentFor('receiver', { answers: true }), GANTRY_DATA_DIR: join(home.directory, 'receiver-data') },
  });
  await receiver.saw(/^\S+\n/);
  const url = (receiver.stdout().split('\n')[0] ?? '').replace('tus+', '');
  const proxy = await startHttpFaultProxy(url);
  await ended('gantry', 'destinations', 'add', 'nas', `tus+${proxy.url}`);

  const first = start('gantry', 'upload', '--json', '--concurrency', '4', '--limit-rate', '6M', '--to', 'nas', 'photos');
  await waitUntil('half of it has arrived', () => first.stdout().split('"status":"completed"').length > sizes.smallFiles / 2, 30_000);
  first.kill('SIGINT');
  await first.ended;
  const second = start('gantry', 'upload', '--json', '--limit-rate', '400k', '--to', 'nas', 'drafts');
  await second.saw(/"name":"drafts"[^\n]*"total":5,/, 30_000);
  second.kill('SIGINT');
  const drafts = (await second.ended).events().find(({ action, payload }) => action === 'batch_progress' && payload.name === 'drafts');
  const batchId = drafts?.payload.batchId ?? '';
  await ended(`cancel ${batchId}`, 'cancel', batchId);
  await ended('gantry', 'resume', '--json');
  receiver.kill('SIGKILL');
  await receiver.ended;

  const operations = recorder.operations();
  await recorder.remove();
  const scratch = await makeScratch(256 * 1024 * 1024);
  return {
    states: crashStatesOf(operations),
    lines: toldLines(operations),
    home,
    scratch: scratch.path,
    sent,
    proxy,
    receiverPort: Number(new URL(url).port),
    remove: async () => {
      await proxy.close();
      await home.remove();
      await scratch.remove();
    },
  };
}
