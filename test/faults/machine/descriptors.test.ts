import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GantryHome } from '../../cli/start-gantry.ts';
import { makeGantryHome } from '../../cli/start-gantry.ts';
import { compareTrees } from '../../files/compare-trees.ts';
import { makeTree } from '../../files/make-tree.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { machineCases } from './machine-cases.ts';
import { provesMachine } from './proves-machine.ts';

let home: GantryHome;
let sent: string;
let received: string;

const limitedTo = (files: number): readonly string[] => ['prlimit', `--nofile=${files}:${files}`];

/** The fewest file handles with which a queue can be opened, which differs from system to system, and what is said with one less. */
async function fewestHandles(): Promise<{ readonly files: number; readonly before: string }> {
  let before = '';
  for (let files = 24; files < 200; files += 1) {
    const started = await home.run(['resume', '--data-dir', join(home.directory, `data-${files}`)], { through: limitedTo(files) });
    if (started.exitCode === 0) return { files, before };
    before = started.stderr;
  }
  throw new Error('it needs more than 200');
}

describe.skipIf(!hasProgram('prlimit'))(`hardly any file handles ${missingProgram('prlimit') ?? ''}`, () => {
  beforeEach(async () => {
    home = await makeGantryHome();
    sent = join(home.directory, 'sent');
    received = join(home.directory, 'received');
    const names = Array.from({ length: 60 }, (_, number) => [`photos/${number % 20}/inner/${number}.bin`, 100_000] as const);
    await makeTree({ directory: sent, files: Object.fromEntries(names) });
  });
  afterEach(() => home.remove());

  it(`${provesMachine('descriptors-start')} ${provesMachine('descriptors-real')}`, async () => {
    const fewest = await fewestHandles();
    expect(fewest.before).toContain(machineCases['descriptors-start'].personSees);

    const server = await home.serve(received);
    const words = ['upload', '--json', '--concurrency', '6', '--to', server.url, 'photos'];
    // Enough for two or three files at a time, and never for six.
    const ended = await home.run(words, { currentDirectory: sent, through: limitedTo(fewest.files + 5) });
    expect(ended.exitCode).toBe(0);
    expect(ended.stderr).toContain('Too much is open on this computer.');
    expect(ended.stderr).not.toContain('Not added');
    expect((await compareTrees(sent, received)).report).toBe('');
    const attempts = ended.events().flatMap(({ action, payload }) => (action === 'file_progress' ? [payload.attempt] : []));
    expect(Math.max(...attempts)).toBe(1);
  });
});
