import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { parseRetryAfter } from '../../../electron/engine/retry/retry-after.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { EngineUnderTest } from '../start-engine.ts';
import { useEngine } from '../use-engine.ts';
import { stormFiguresOf } from './storm-figures.ts';
import type { StormServer, Weather } from './storm-server.ts';
import { busy, createStormServer } from './storm-server.ts';

const fixture = useEngine();
const second = 1_000;
const minute = 60 * second;
const concurrency = 6;
/** `GANTRY_STORM_FILES=10000` runs every kind of storm on as many; by default only the first one does. */
const fileCount = Number(process.env['GANTRY_STORM_FILES'] ?? 1_000);
const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `f${String(index).padStart(5, '0')}`);

interface StormUnderTest {
  readonly test: EngineUnderTest;
  readonly server: StormServer;
}

function start(): StormUnderTest {
  const clock = createFakeClock();
  const server = createStormServer(clock);
  let seed = 1;
  // Jitter that differs from file to file, and is the same in every run.
  const fraction = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return { server, test: fixture.start({ clock, protocols: server.table, concurrency, fraction }) };
}

const between =
  (from: number, to: number, storm: Weather): Weather =>
  (at, request) =>
    at >= from && at < to ? storm(at, request) : null;

/** Waits for the rest of the batch, looks at every file, and shows the figures. */
async function expectAllArrived(name: string, { test, server }: StormUnderTest, count: number, from: number, to: number): Promise<void> {
  await test.until(() => test.batch().processed === count, 60 * minute);
  const doneMs = test.clock.now() - to;
  const figures = stormFiguresOf(server.requests, from, to);
  const mostAttempts = Math.max(...test.files().map(({ attempt }) => attempt));
  console.info(`storm, ${name}: ${JSON.stringify({ files: count, ...figures, mostAtOnce: server.mostAtOnce, mostAttempts, doneMs })}`);
  expect(test.batch()).toMatchObject({ total: count, successful: count, failed: 0, status: 'completed' });
  expect([server.arrived.size, Math.max(...server.arrived.values())]).toEqual([count, 1]);
  expect(figures.tooEarly).toBe(0);
  // The slots, and one probe: never more at once, also not when the server comes back.
  expect(server.mostAtOnce).toBeLessThanOrEqual(concurrency + 1);
  // The longest pause between two looks, its spread, and the time that the files themselves take.
  expect(doneMs).toBeLessThan(2 * minute + (count / concurrency) * 60);
}

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
    ['503 with Retry-After in seconds', retryAfterSeconds, 10_000, true],
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
      server.weather = (at, request) => ((at - from) % (25 * second) < 5 * second ? null : storm(at, request));
      await test.addFiles(namesOf(fileCount), 1);
      await test.until(() => test.batch().processed === fileCount, 120 * minute);
      await expectAllArrived(`flapping ${name}`, tested, fileCount, from, test.clock.now());
      expect(Math.max(...test.files().map(({ attempt }) => attempt))).toBeLessThanOrEqual(2);
    },
    240_000,
  );
});
