import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Moment } from './moment.ts';
import { moments } from './moment.ts';
import type { CaseEnd } from './run-source-case.ts';
import { runSourceCase } from './run-source-case.ts';
import type { SourceChange } from './source-change.ts';
import { sourceChanges } from './source-change.ts';
import type { RunningServer } from './source-server.ts';
import { sourceServers } from './source-server.ts';

/** Every change at every moment at every server; without it each pair meets one of the servers. */
const isWhole = process.env['GANTRY_WHOLE_FAULT_MATRIX'] === '1';

const pairs = sourceChanges.flatMap((change, row) => moments.map((moment, column) => ({ change, moment, place: row + column })));
const there = sourceServers.filter(({ isThere }) => isThere);

function expectOneWholeVersion({ file, finished, old, now, retried }: CaseEnd, change: SourceChange, moment: Moment): void {
  const isOld = finished.map((bytes) => bytes.equals(old));
  const isNow = finished.map((bytes) => now?.equals(bytes) === true);
  // All was read by then: the old version is whole, and the answer is for it. At the last part it may be either.
  const mayBeOld = moment.name === 'before-answer' || moment.name === 'last-part';
  if (moment.name === 'before-answer' || (mayBeOld && file.status === 'completed' && isOld[0] === true)) {
    expect([file.status, isOld]).toEqual(['completed', [true]]);
    return;
  }
  if (now === null) {
    expect([file.status, file.error?.code, finished]).toEqual(['failed', change.error, []]);
    expect([retried?.file.status, retried?.finished.map((bytes) => bytes.equals(old))]).toEqual(['completed', [true]]);
    return;
  }
  expect([file.status, isNow]).toEqual(['completed', [true]]);
}

describe.concurrent.each(there)('a source that changes, at $name', ({ kind, start, name }) => {
  const ownPlace = there.findIndex((server) => server.name === name);
  const own = isWhole ? pairs : pairs.filter(({ place }) => place % there.length === ownPlace);
  let server: RunningServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  it.each(own)('$change.name, $moment.name', async ({ change, moment }) => {
    expectOneWholeVersion(await runSourceCase(server, kind, change, moment), change, moment);
  });
});
