import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startReceiver } from '../../electron/receiver/start-receiver.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { isActive } from '../../shared/upload.ts';
import { compareTrees } from '../files/compare-trees.ts';
import type { Fates } from './crash-state.ts';
import type { PowerLoss } from './power-loss.ts';
import { diskAfter } from './power-loss.ts';
import type { RecordedUpload } from './record-upload.ts';
import { queueFolder, receivedFolder } from './record-upload.ts';
import { toldFactsAt } from './told-facts.ts';
import { writeCrashState } from './write-crash-state.ts';

/** Whose power went: only the sender's (the receiver is started anew with all that it had written), or that of both, on one computer. */
export type Struck = 'sender' | 'both';

/** What a disk does when only the sender lost its power. */
function senderOnly(fates: Fates): Fates {
  return (operation, index) => ('path' in operation && operation.path.startsWith(`${receivedFolder}`) ? 'kept' : fates(operation, index));
}

/** Starts Gantry again after a power loss, has it finish, and answers in words what went wrong; empty when nothing did. */
export async function resumeAfter(upload: RecordedUpload, powerLoss: PowerLoss, struck: Struck): Promise<readonly string[]> {
  const { states, lines, home, scratch, sent, proxy, receiverPort } = upload;
  const facts = toldFactsAt(lines, powerLoss.cut);
  const fates = struck === 'both' ? powerLoss.fates : senderOnly(powerLoss.fates);
  const disk = diskAfter(states, { ...powerLoss, fates });
  const scene = join(scratch, 'resumed');
  const environment = { GANTRY_DATA_DIR: join(scene, 'queue') };
  writeCrashState(disk, queueFolder, environment.GANTRY_DATA_DIR);
  writeCrashState(disk, receivedFolder, join(scene, 'received'));
  await mkdir(join(scene, 'received'), { recursive: true });

  const broken: string[] = [];
  const run = async (...words: readonly string[]) => {
    const ended = await home.run(words, { currentDirectory: sent, environment });
    if (ended.exitCode !== 0) broken.push(`gantry ${words[0]} ended with ${ended.exitCode}: ${ended.stderr}`);
    return ended;
  };
  const receiver = await startReceiver({
    directory: join(scene, 'received'),
    port: receiverPort,
    log: { write: () => undefined },
    ...(struck === 'both' ? { boot: 'after the power loss' } : {}),
  });
  try {
    proxy.forgetRequests();
    const { batches } = JSON.parse((await run('status', '--json')).stdout) as { readonly batches: readonly BatchProgress[] };
    const isQueued = batches.some(({ name }) => name === 'photos');
    if (!isQueued && [...facts.batches.values()].some(({ name }) => name === 'photos')) broken.push('photos is gone');
    // Whoever was not told that it is in the queue gives the command again.
    const ended = isQueued ? await run('resume', '--json') : await run('upload', '--json', '--to', `tus+${proxy.url}`, 'photos');
    for (const { action, payload } of ended.events()) {
      if (action !== 'file_progress' || !isActive(payload.status)) continue;
      if (facts.files.get(payload.uploadId)?.status === 'completed') broken.push(`${payload.relativePath} was done and is sent again`);
    }
    for (const { method, headers } of proxy.requests()) {
      const id = /uploadId ([^,]+)/.exec(String(headers['upload-metadata']))?.[1] ?? '';
      const told = [...facts.files.values()].find(({ uploadId }) => uploadId === Buffer.from(id, 'base64').toString());
      if (method === 'POST' && told?.status === 'completed') broken.push(`${told.relativePath} was done and is created again`);
    }
    const { missing, unexpected, different, report } = await compareTrees(sent, join(scene, 'received'));
    // What was cancelled need not have arrived.
    const isAmiss = unexpected.length + different.length > 0 || missing.some((path) => path.startsWith('photos/'));
    if (isAmiss) broken.push(report);
  } finally {
    await receiver.close();
  }
  return broken;
}
