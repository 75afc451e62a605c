import { basename } from 'node:path';
import type { VitestReport } from './count-report.ts';

const shown = 8;
/** Shorter ones are not worth a word. */
const leastMs = 10_000;

/** The files of tests that took longest, where any took long: `slowest: kill.test.ts 91 s · watch.test.ts 62 s`. Who wants a quicker run begins there. */
export function slowestFiles({ testResults }: VitestReport): string | null {
  const timed = testResults.map(({ name = '', startTime = 0, endTime = 0 }) => ({ name: basename(name), tookMs: endTime - startTime }));
  const slow = timed.filter(({ tookMs }) => tookMs >= leastMs).toSorted((one, other) => other.tookMs - one.tookMs);
  if (slow.length === 0) return null;
  const listed = slow.slice(0, shown).map(({ name, tookMs }) => `${name} ${Math.round(tookMs / 1000)} s`);
  return `slowest: ${listed.join(' · ')}`;
}
