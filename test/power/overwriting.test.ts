import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReceiver } from '../../electron/receiver/start-receiver.ts';
import type { Scratch } from '../bench/scratch.ts';
import { makeScratch } from '../bench/scratch.ts';
import { TusClient } from '../receiver/tus-client.ts';
import { canRecordWrites } from './can-record-writes.ts';
import { diskAfter, powerLossOf } from './power-loss.ts';
import type { RecordedOverwrites } from './record-overwrites.ts';
import { contentOf, names, recordOverwrites, sendVersion, versions } from './record-overwrites.ts';
import { writeCrashState } from './write-crash-state.ts';

const title = `a file that is replaced while power is lost ${canRecordWrites() ? '' : '[skipped: needs Linux and a C compiler]'}`;
const newest = versions[versions.length - 1] ?? 0;

describe.skipIf(!canRecordWrites()).each(['with-links', 'without-links'] as const)(`${title} (%s)`, (links) => {
  let recorded: RecordedOverwrites;
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await makeScratch(64 * 1024 * 1024);
    recorded = await recordOverwrites(links);
  });
  afterAll(() => scratch.remove());

  it('is one of its versions, whole, and none from before the one that was confirmed', () => {
    const { states, confirmed } = recorded;
    const broken: string[] = [];
    let told = 0;
    for (let seed = 0; seed < 120; seed += 1) {
      const powerLoss = powerLossOf(states, seed);
      const { files } = diskAfter(states, powerLoss);
      for (const name of names) {
        const known = confirmed.filter(({ index, name: other }) => index < powerLoss.cut && other === name).map(({ version }) => version);
        const oldest = Math.max(-1, ...known);
        told += known.length > 0 ? 1 : 0;
        const found = files.get(`received/${name}`);
        const version = versions.find((candidate) => found?.equals(contentOf(name, candidate))) ?? -1;
        // Where there are no hard links a name is taken with an empty file first.
        const isHalf = version < 0 && found !== undefined && found.length > 0;
        if (isHalf || version < oldest) broken.push(`seed ${seed}: ${name} was ${oldest} and is ${version}`);
      }
    }
    expect(broken).toEqual([]);
    expect(told).toBeGreaterThan(150);
  });

  it.each([0, 1])('has its newest version once it is sent again, and no other name (seed %i)', async (seed) => {
    const directory = join(scratch.path, 'received');
    writeCrashState(diskAfter(recorded.states, powerLossOf(recorded.states, seed)), 'received', directory);
    mkdirSync(directory, { recursive: true });
    const receiver = await startReceiver({ directory, port: 0, log: { write: () => undefined }, boot: 'after the power loss' });
    try {
      const client = new TusClient(receiver.destinationUrl);
      await Promise.all(names.map((name) => sendVersion(client, name, newest)));
      for (const name of names) expect((await readFile(join(directory, name))).equals(contentOf(name, newest)), name).toBe(true);
      const found = (await readdir(directory, { recursive: true })).filter((path) => path.endsWith('.bin') && !path.startsWith('.'));
      expect(found.sort()).toEqual(names.toSorted());
    } finally {
      await receiver.close();
    }
  });
});
