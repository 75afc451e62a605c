import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './judge-queue.ts';
import { diskAfter, powerLossOf } from './power-loss.ts';
import type { RecordedUpload } from './record-upload.ts';
import { receivedFolder } from './record-upload.ts';

/** Plays power losses on the receiver's disk: every file that it had answered to have put in its place must be there, whole. */
export function judgeReceiver({ states, sent }: Pick<RecordedUpload, 'states' | 'sent'>, seeds: readonly number[]): Verdict {
  const contents = new Map<string, Buffer>();
  const answers = states.operations.flatMap((operation, index) => {
    if (operation.kind !== 'mark' || operation.program !== 'receiver' || operation.channel === 1) return [];
    return [...operation.text.matchAll(/^gantry-location: (.+?)\r?$/gim)].map(([, location = '']) => {
      const path = decodeURIComponent(location);
      if (!contents.has(path)) contents.set(path, readFileSync(join(sent, path)));
      return { index, path };
    });
  });
  const failing: Verdict['failing'][number][] = [];
  let told = 0;
  for (const seed of seeds) {
    const powerLoss = powerLossOf(states, seed);
    const { files } = diskAfter(states, powerLoss);
    const before = answers.filter(({ index }) => index < powerLoss.cut);
    told += before.length;
    const broken = before.flatMap(({ path }) => {
      const kept = files.get(`${receivedFolder}/${path}`);
      if (kept === undefined) return [`${path} was confirmed and is gone`];
      return contents.get(path)?.equals(kept) === true ? [] : [`${path} was confirmed and is not whole`];
    });
    if (broken.length > 0) failing.push({ seed, broken });
  }
  return { states: seeds.length, told, failing };
}
