import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { parseRetryAfter } from '../../../electron/engine/retry/retry-after.ts';
import { useEngine } from '../use-engine.ts';
import { expectAllArrived } from './expect-all-arrived.ts';
import { between, concurrency, minute, namesOf, second, startStorm } from './start-storm.ts';
import { stormFiguresOf } from './storm-figures.ts';
import type { Weather } from './storm-server.ts';
import { busy } from './storm-server.ts';

const fixture = useEngine();
/** `GANTRY_STORM_FILES=10000` runs every kind of storm on as many. */
const wantedCount = process.env['GANTRY_STORM_FILES'];
const fileCount = Number(wantedCount ?? 200);
const manyFiles = Number(wantedCount ?? 2_000);
const start = () => startStorm(fixture);

const retryAfterSeconds: Weather = (at) => busy(parseRetryAfter('45', at));
const retryAfterDate: Weather = (at) => busy(parseRetryAfter(new Date(at + 45 * second).toUTCString(), at));
const nothingSaid: Weather = () => busy(null);
const mixed: Weather = (at, request) => {
  const kinds = [
    () => new UploadError('too-many-requests', { details: { httpStatus: 429 }, retryAfterMs: 7 * second }),
    () => busy(null),
    () => new UploadError('timed-out'),
    () => new UploadError('connection-lost'),
    () => retryAfterSeconds(at, request) ?? busy(null),
    () => new UploadError('server-error', { details: { httpStatus: 502 } }),
  ];
  return kinds[request % kinds.length]?.() ?? null;
};

describe('a storm of five minutes', () => {
  it.each<[string, Weather, number, boolean]>([
    ['503 with Retry-After in seconds', retryAfterSeconds, manyFiles, true],
    ['503 with Retry-After as a date', retryAfterDate, fileCount, true],
    ['503 without Retry-After', nothingSaid, fileCount, true],
    ['429, 503, timeouts and resets by turns', mixed, fileCount, true],
    ['503 that a probe does not see', nothingSaid, fileCount, false],
    ['503 with Retry-After that a probe does not see', retryAfterSeconds, fileCount, false],
  ])(
    'of %s, from the start, fails no file',
    async (name, storm, count, probeSeesIt) => {
      const tested = start();
      const { test, server } = tested;
      const from = test.clock.now();
      const to = from + 5 * minute;
      server.weather = between(from, to, storm);
      server.probeSeesWeather = probeSeesIt;
      await test.addFiles(namesOf(count), 1);
      for (let look = 0; look < 29; look += 1) {
        await test.pass(10 * second);
        // Neither a new network nor a wake is a reason to break a silence.
        test.networkChanged();
        test.engine.wake();
      }
      expect(test.engine.totals()).toMatchObject({ failed: 0, held: [{ reason: 'server-busy' }] });
      expect(Math.max(...test.files().map(({ attempt }) => attempt))).toBeLessThanOrEqual(1);
      await expectAllArrived(name, tested, count, from, to);
      const figures = stormFiguresOf(server.requests, from, to);
      expect(figures.peakPerSecond).toBeLessThanOrEqual(2 * concurrency);
      expect(figures.peakAfterFirstSecond).toBeLessThanOrEqual(3);
      expect(figures.requests).toBeLessThanOrEqual(80);
    },
    240_000,
  );

  it.each<[string, Weather]>([
    ['503 with Retry-After', retryAfterSeconds],
    ['503 without Retry-After', nothingSaid],
    ['429, 503, timeouts and resets by turns', mixed],
  ])(
    'of %s in the middle of a batch sends nothing twice',
    async (name, storm) => {
      const tested = start();
      const { test, server } = tested;
      await test.addFiles(namesOf(fileCount), 1);
      await test.until(() => test.batch().processed >= fileCount / 2);
      const from = test.clock.now();
      server.weather = between(from, from + 5 * minute, storm);
      await expectAllArrived(`${name}, in the middle`, tested, fileCount, from, from + 5 * minute);
      expect(stormFiguresOf(server.requests, from, from + 5 * minute).requests).toBeLessThanOrEqual(80);
    },
    240_000,
  );
});

describe('a server that flaps', () => {
  it.each<[string, Weather]>([
    ['with Retry-After', (at) => busy(parseRetryAfter('3', at))],
    ['without Retry-After', nothingSaid],
  ])(
    'five seconds up and twenty down, %s, costs no file',
    async (name, storm) => {
      const tested = start();
      const { test, server } = tested;
      const from = test.clock.now();
      server.latencyMs = 400;
      server.weather = (at, request) => ((at - from) % (25 * second) < 5 * second ? null : storm(at, request));
      await test.addFiles(namesOf(fileCount), 1);
      await test.until(() => test.batch().processed === fileCount, 240 * minute);
      await expectAllArrived(`flapping ${name}`, tested, fileCount, from, test.clock.now());
      // One attempt of a file for each time that the server goes away, at the most.
      const timesAway = Math.ceil((test.clock.now() - from) / (25 * second));
      expect(Math.max(...test.files().map(({ attempt }) => attempt))).toBeLessThanOrEqual(timesAway + 1);
    },
    240_000,
  );
});

describe('a storm with restarts in it', () => {
  it.each<[string, Weather, number]>([
    ['with Retry-After', retryAfterSeconds, 30],
    ['without Retry-After', nothingSaid, 80],
  ])(
    '%s, is not asked more for them',
    async (name, storm, mostRequests) => {
      const tested = start();
      let { test } = tested;
      const { server } = tested;
      const from = test.clock.now();
      server.weather = between(from, from + 5 * minute, storm);
      await test.addFiles(namesOf(fileCount), 1);
      for (const ms of [500, 20 * second, 7 * second, 61 * second, 90 * second, 40 * second]) {
        await test.pass(ms);
        await test.settle(test.engine.close());
        test = fixture.alsoClose(test.reopen());
      }
      await expectAllArrived(`${name}, six restarts`, { test, server }, fileCount, from, from + 5 * minute);
      expect(stormFiguresOf(server.requests, from, from + 5 * minute).requests).toBeLessThanOrEqual(mostRequests);
    },
    240_000,
  );
});
