import { parseArgs } from 'node:util';
import { fuzz } from './parts/fuzz.ts';
import { argumentsTarget } from './targets/arguments.ts';
import { damagedCheckpointsTarget } from './targets/damaged-checkpoints.ts';
import { damagedDatabaseTarget } from './targets/damaged-database.ts';
import { damagedReceiverTarget } from './targets/damaged-receiver.ts';
import { destinationUrlsTarget } from './targets/destination-urls.ts';
import { requestsTarget } from './targets/requests.ts';
import { serverAnswersTarget } from './targets/server-answers.ts';

const targets = [
  requestsTarget,
  argumentsTarget,
  destinationUrlsTarget,
  serverAnswersTarget,
  damagedDatabaseTarget,
  damagedCheckpointsTarget,
  damagedReceiverTarget,
];

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, target: { type: 'string' }, case: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
const budgetMs = (Number(values.minutes ?? 1) * 60_000) / Math.max(1, chosen.length);
let findings = chosen.length === 0 ? 1 : 0;

process.on('unhandledRejection', (reason) => {
  findings += 1;
  console.error('unhandled', reason);
});
console.info(`seed ${seed}`);
for (const target of chosen) {
  try {
    const onlyCase = values.case === undefined ? {} : { onlyCase: Number(values.case) };
    const { cases, slowestMs } = await fuzz(target, { seed, budgetMs, ...onlyCase });
    console.info(`${target.name}: ${cases} cases, the slowest ${slowestMs} ms, ${process.memoryUsage.rss() >> 20} MiB`);
  } catch (error) {
    findings += 1;
    console.error(error);
  }
}
process.exitCode = findings === 0 ? 0 : 1;
