import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileLog } from '../../electron/host/file-log.ts';
import { createRedactor } from '../../electron/host/redactor.ts';
import { createHandClock } from './hand-clock.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gantry-log-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const linesOf = (name: string): readonly Record<string, unknown>[] =>
  readFileSync(join(directory, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('writes one JSON object a line, in order, also those that were buffered', () => {
  const clock = createHandClock(0);
  const log = createFileLog({ directory, clock });
  log.write('info', 'started', { files: 3 });
  log.write('debug', 'not wanted');
  log.write('error', 'broken');
  expect(linesOf('gantry.log')).toEqual([
    { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'started', facts: { files: 3 } },
    { time: '1970-01-01T00:00:00.000Z', level: 'error', event: 'broken' },
  ]);
});

test('an info entry is on disk after a moment, or when the log is closed', () => {
  const clock = createHandClock();
  const log = createFileLog({ directory, clock });
  log.write('info', 'first');
  expect(readdirSync(directory)).toEqual([]);
  clock.advance(250);
  expect(linesOf('gantry.log')).toHaveLength(1);
  log.write('info', 'second');
  log.close();
  log.write('error', 'too late');
  expect(linesOf('gantry.log').map((line) => line['event'])).toEqual(['first', 'second']);
  expect(clock.pendingTimers).toBe(0);
});

test('rotates by size and keeps three files', () => {
  const log = createFileLog({ directory, clock: createHandClock(), maxFileBytes: 500 });
  for (let index = 0; index < 40; index++) log.write('warn', `entry ${index}`);
  log.close();
  expect(readdirSync(directory).sort()).toEqual(['gantry.1.log', 'gantry.2.log', 'gantry.log']);
  for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).size).toBeLessThanOrEqual(500);
  expect(linesOf('gantry.log').at(-1)?.['event']).toBe('entry 39');
});

test('goes on in the file of the last run', () => {
  const clock = createHandClock();
  for (const event of ['one', 'two']) {
    const log = createFileLog({ directory, clock });
    log.write('info', event);
    log.close();
  }
  expect(linesOf('gantry.log').map((line) => line['event'])).toEqual(['one', 'two']);
});

test('never throws when it cannot write, and recovers when it can', () => {
  rmSync(directory, { recursive: true });
  writeFileSync(directory, 'a file where the directory should be');
  let troubles = 0;
  const onTrouble = () => {
    troubles += 1;
  };
  const log = createFileLog({ directory, clock: createHandClock(), onTrouble });
  for (const event of ['lost', 'lost too']) expect(() => log.write('error', event)).not.toThrow();
  expect(troubles).toBe(1);
  rmSync(directory);
  for (const event of ['kept', 'kept too']) log.write('error', event);
  expect(linesOf('gantry.log').map((line) => line['event'])).toEqual(['log-lost-entries', 'kept', 'kept too']);
  expect(linesOf('gantry.log')[0]).toMatchObject({ facts: { entries: 2 } });
  expect(troubles).toBe(1);
});

test('a fact whose getter throws does not lose the event', () => {
  const log = createFileLog({ directory, clock: createHandClock() });
  const facts = {
    get broken(): string {
      throw new Error('no');
    },
  };
  log.write('error', 'seen', facts);
  expect(linesOf('gantry.log')[0]?.['event']).toBe('seen');
});

test('two processes on one directory lose no line, and the files are rotated once', () => {
  const clock = createHandClock();
  const logs = [1, 2].map(() => createFileLog({ directory, clock, maxFileBytes: 2_000, maxFiles: 60 }));
  for (let index = 0; index < 600; index++) logs[index % 2]?.write('warn', `entry ${index}`);
  for (const log of logs) log.close();
  const names = readdirSync(directory);
  const events = names.flatMap((name) => linesOf(name).map((line) => String(line['event'])));
  expect(events.toSorted()).toEqual(Array.from({ length: 600 }, (_, index) => `entry ${index}`).toSorted());
  // Filled to the brim before they were put aside: a second rotation of the same fullness would leave small ones.
  for (const name of names.filter((each) => each !== 'gantry.log')) expect(statSync(join(directory, name)).size).toBeGreaterThan(1_900);
  expect(names).not.toContain('rotating');
});

test('a rotation that was killed half-way holds nobody up for long', () => {
  const lock = join(directory, 'rotating');
  writeFileSync(lock, '');
  const clock = createHandClock(statSync(lock).mtimeMs);
  const log = createFileLog({ directory, clock, maxFileBytes: 500 });
  for (let index = 0; index < 10; index++) log.write('warn', `entry ${index}`);
  expect(readdirSync(directory).toSorted()).toEqual(['gantry.log', 'rotating']);
  expect(linesOf('gantry.log')).toHaveLength(10);
  clock.advance(11_000);
  for (let index = 10; index < 13; index++) log.write('warn', `entry ${index}`);
  log.close();
  expect(readdirSync(directory).toSorted()).toEqual(['gantry.1.log', 'gantry.log']);
});

test('a secret of this process stays out, under any name', () => {
  const redact = createRedactor({ GANTRY_TOKEN: 'harbour-3-cranes' });
  const log = createFileLog({ directory, clock: createHandClock(), redact });
  log.write('error', 'refused', { said: 'no such user: harbour-3-cranes', error: new Error('harbour-3-cranes') });
  log.close();
  expect(readFileSync(join(directory, 'gantry.log'), 'utf8')).not.toContain('harbour');
});
