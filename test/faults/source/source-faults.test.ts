import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorWords } from '../../../shared/text/error-words.ts';
import { statusWords } from '../../../shared/text/status-words.ts';
import { expectedEnd } from './expected-end.ts';
import type { Moment } from './moment.ts';
import { moments } from './moment.ts';
import type { CaseEnd } from './run-source-case.ts';
import { runSourceCase } from './run-source-case.ts';
import type { SourceChange } from './source-change.ts';
import { sourceChanges } from './source-change.ts';
import type { RunningServer } from './source-server.ts';
import { sourceServers } from './source-server.ts';
import { testTouchedLargeFile } from './test-touched-large-file.ts';

/** Every change at every moment at every server; without it each pair meets one of the servers. */
const isWhole = process.env['GANTRY_WHOLE_FAULT_MATRIX'] === '1';

const pairs = sourceChanges.flatMap((change, row) => moments.map((moment, column) => ({ change, moment, place: row + column })));
const there = sourceServers.filter(({ isThere }) => isThere);

function expectEnd(end: CaseEnd, change: SourceChange, moment: Moment): void {
  const isOld = (bytes: Buffer): boolean => bytes.equals(end.old);
  const arrived = end.finished.map((bytes) => (end.now?.equals(bytes) === true ? 'now' : isOld(bytes) ? 'old' : 'mixture or fragment'));
  const now = { status: 'completed', arrived: ['now'] };
  const old = { status: 'completed', arrived: [end.now?.equals(end.old) === true ? 'now' : 'old'] };
  const none = { status: 'failed', arrived: [] };
  const allowed = { 'sends-now': [now], 'keeps-old': [old], either: [now, old], fails: [none], 'fails-or-keeps-old': [none, old] };
  expect(allowed[expectedEnd(change, moment)]).toContainEqual({ status: end.file.status, arrived });
  if (end.file.status !== 'failed') return;
  // The row says in words what is the matter; and what it tells the person to do helps.
  const { title, remedy } = errorWords({ code: change.error ?? 'internal', details: {} });
  expect(statusWords(end.file, 0)).toEqual({ state: title, detail: remedy });
  expect([end.retried?.file.status, end.retried?.finished.map(isOld)]).toEqual(['completed', [true]]);
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
    expectEnd(await runSourceCase(server, kind, change, moment), change, moment);
  });
});

if (isWhole) describe('a touched file', testTouchedLargeFile);
