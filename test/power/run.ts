import { parseArgs } from 'node:util';
import { endWithMessage } from '../../electron/start/end-with-message.ts';
import { makeScratch } from '../bench/scratch.ts';
import { canRecordWrites } from './can-record-writes.ts';
import { judgeClicks } from './judge-clicks.ts';
import { judgeCommits } from './judge-commits.ts';
import type { Verdict } from './judge-queue.ts';
import { judgeQueue } from './judge-queue.ts';
import { judgeReceiver } from './judge-receiver.ts';
import { powerLossOf } from './power-loss.ts';
import { recordCommits } from './record-commits.ts';
import { recordUpload } from './record-upload.ts';
import type { Struck } from './resume-after.ts';
import { resumeAfter } from './resume-after.ts';

// The long run, by hand: `node test/power/run.ts --states 3000 --resumes 100 --seed 0`. What it found stands in docs/power-loss.md.
const pragmas = [
  ['WAL', 'FULL'],
  ['WAL', 'NORMAL'],
  ['WAL', 'OFF'],
  ['DELETE', 'EXTRA'],
  ['DELETE', 'FULL'],
  ['DELETE', 'NORMAL'],
  ['DELETE', 'OFF'],
] as const;

const { values } = parseArgs({
  options: {
    states: { type: 'string', default: '1000' },
    resumes: { type: 'string', default: '20' },
    seed: { type: 'string', default: '0' },
  },
});
const firstSeed = Number(values.seed);
const seedsOf = (count: string): readonly number[] => Array.from({ length: Number(count) }, (_, index) => firstSeed + index);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

type Replay = (seeds: readonly number[]) => Verdict | Promise<Verdict>;

async function tell(what: string, { states, told, failing }: Verdict, replay: Replay): Promise<void> {
  say(`${what.padEnd(34)} ${states} states · ${told} facts told · ${failing.length} states with a broken promise`);
  for (const { seed, broken } of failing) {
    process.exitCode = 1;
    const again = (await replay([seed])).failing.length > 0 ? 'and again when replayed' : 'but not when replayed';
    say(`  seed ${seed}, ${again}: ${broken.slice(0, 5).join('; ')}`);
  }
}

async function judgePragmas(): Promise<void> {
  const scratch = await makeScratch(64 * 1024 * 1024);
  try {
    for (const [journalMode, synchronous] of pragmas) {
      const states = await recordCommits(journalMode, synchronous, 60);
      const { told, lost, statesWithLoss, damaged } = judgeCommits(states, scratch.path, seedsOf(values.states));
      const counts = `${told} commits told · ${lost} lost in ${statesWithLoss} states · ${damaged} databases damaged`;
      say(`${`commits, ${journalMode} ${synchronous}`.padEnd(34)} ${values.states} states · ${counts}`);
    }
  } finally {
    await scratch.remove();
  }
}

async function judgeManyClicks(): Promise<void> {
  for (const clickSeed of [1, 2, 3]) {
    const judge = (seeds: readonly number[]): Promise<Verdict> => judgeClicks(clickSeed, 120, seeds);
    // Another recording of the same clicks: its power losses are not the very same.
    await tell(`clicks of person ${clickSeed}`, await judge(seedsOf(values.states)), judge);
  }
}

async function judgeUpload(): Promise<void> {
  const upload = await recordUpload({ smallFiles: 60, largeFileBytes: [2_000_000, 4_000_000, 7_000_000] });
  try {
    say(`recorded: ${upload.states.operations.length} operations, ${upload.lines.length} lines told`);
    await tell('the queue', judgeQueue(upload, seedsOf(values.states)), (seeds) => judgeQueue(upload, seeds));
    await tell('the receiver', judgeReceiver(upload, seedsOf(values.states)), (seeds) => judgeReceiver(upload, seeds));
    for (const struck of ['sender', 'both'] satisfies readonly Struck[]) {
      let failing = 0;
      for (const seed of seedsOf(values.resumes)) {
        const broken = await resumeAfter(upload, powerLossOf(upload.states, seed), struck);
        if (broken.length === 0) continue;
        failing += 1;
        process.exitCode = 1;
        const again = await resumeAfter(upload, powerLossOf(upload.states, seed), struck);
        say(`  seed ${seed}: ${broken.join('; ')} (replayed: ${again.join('; ') || 'nothing'})`);
      }
      say(`${`resumed, power lost by ${struck}`.padEnd(34)} ${values.resumes} states · ${failing} states with a broken promise`);
    }
  } finally {
    await upload.remove();
  }
}

async function main(): Promise<void> {
  if (!canRecordWrites()) throw new Error('Power losses are played on Linux, with a C compiler (Debian: gcc libc6-dev).');
  await judgePragmas();
  await judgeManyClicks();
  await judgeUpload();
}

await main().catch(endWithMessage);
