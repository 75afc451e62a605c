import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLog } from '../../../electron/host/file-log.ts';
import type { GantryHome } from '../../cli/start-gantry.ts';
import { makeGantryHome } from '../../cli/start-gantry.ts';
import { compareTrees } from '../../files/compare-trees.ts';
import { makeTree } from '../../files/make-tree.ts';
import { createHandClock } from '../../host/hand-clock.ts';
import { provesMachine } from './proves-machine.ts';
import type { SmallDisk } from './small-disk.ts';
import { canMount, mountSmallDisk } from './small-disk.ts';

let home: GantryHome;
let disk: SmallDisk;

describe.skipIf(!canMount())(`the log's disk ${canMount() ? '' : '[skipped: a small disk can be mounted by root on Linux only]'}`, () => {
  beforeEach(async () => {
    home = await makeGantryHome();
    disk = await mountSmallDisk(join(home.directory, 'disk'), 128 * 1024);
  });
  afterEach(async () => {
    disk.takeAway();
    await home.remove();
  });

  it(provesMachine('log-back'), async () => {
    let troubles = 0;
    const directory = join(disk.path, 'logs');
    const log = createFileLog({
      directory,
      clock: createHandClock(),
      onTrouble: () => {
        troubles += 1;
      },
    });
    log.write('error', 'before');
    await disk.fill();
    // The last page of the log still has room, so that one line goes there by half.
    for (let entry = 0; entry < 20; entry += 1) log.write('error', `lost or not ${entry}`, { padding: 'x'.repeat(700) });
    expect(troubles).toBe(1);
    await disk.makeRoom();
    log.write('error', 'after');
    log.close();
    expect(readdirSync(directory)).toEqual(['gantry.log']);
    const lines = readFileSync(join(directory, 'gantry.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly event: string; readonly facts?: { readonly entries?: number } });
    const kept = lines.filter(({ event }) => event.startsWith('lost or not')).length;
    expect(kept).toBeGreaterThan(0);
    expect(lines.at(-1)?.event).toBe('after');
    expect(lines.at(-2)).toMatchObject({ event: 'log-lost-entries', facts: { entries: 20 - kept } });
  });

  it(provesMachine('output-disk-full'), async () => {
    const sent = join(home.directory, 'sent');
    const received = join(home.directory, 'received');
    await makeTree({ directory: sent, files: Object.fromEntries(Array.from({ length: 20 }, (_, number) => [`photos/${number}`, 10_000])) });
    await disk.fill();
    const server = await home.serve(received);
    const ended = await home.run(['upload', '--json', '--to', server.url, 'photos'], {
      currentDirectory: sent,
      through: ['sh', '-c', 'exec "$0" "$@" > "$OUTPUT"'],
      environment: { OUTPUT: join(disk.path, 'output') },
    });
    expect(ended.exitCode).toBe(0);
    expect((await compareTrees(sent, received)).report).toBe('');
  });
});
