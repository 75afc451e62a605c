import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeServer, failWith } from '../fake-server.ts';
import { startEngine } from '../start-engine.ts';
import { useEngine } from '../use-engine.ts';
import { minute, namesOf, second, startStorm } from './start-storm.ts';
import { busy } from './storm-server.ts';

const fixture = useEngine();

/** A server that asks for ten minutes of silence, and was heard. */
async function silenced(count = 20) {
  const { test, server } = startStorm(fixture);
  const from = test.clock.now();
  // By their number and not by the time: how much of that goes by before the first of them is the disk's affair.
  server.weather = (at, request) => (request < 6 || at > from + 60 * minute ? null : busy(10 * minute));
  await test.addFiles(namesOf(count), 1);
  await test.pass(5 * second);
  return { test, server, before: server.requests.length };
}

describe('a server that asked for silence', () => {
  it('is not asked for the rest of a file that was under way', async () => {
    const { test, server } = startStorm(fixture);
    let isBusy = false;
    // The first file is refused while the others are between their two requests.
    server.weather = (_at, request) => (isBusy && request === 6 ? busy(10 * minute) : null);
    await test.addFiles(namesOf(6), 1);
    await test.until(() => server.requests.length === 6);
    isBusy = true;
    await test.until(() => test.engine.totals().held.length === 1);
    // The five others reached the server before it had answered the first.
    expect(server.requests).toHaveLength(12);
    await test.pass(9 * minute);
    expect(server.requests).toHaveLength(12);
    await test.until(() => test.batch().status === 'completed');
    expect(server.requests.filter(({ isTooEarly }) => isTooEarly)).toEqual([]);
  });

  it('is asked once for each click of a person, and stays held when it says so again', async () => {
    const { test, server, before } = await silenced();
    for (let click = 1; click <= 3; click += 1) {
      await test.engine.resume({ kind: 'all' });
      await test.pass(30 * second);
      expect(server.requests.slice(before).map(({ kind }) => kind)).toEqual(Array(click).fill('probe'));
    }
    const retryAt = test.engine.totals().held[0]?.retryAt ?? 0;
    expect(retryAt - test.clock.now()).toBeGreaterThan(9 * minute);
  });

  it('keeps its silence when a click found nobody at home', async () => {
    const { test, server, before } = await silenced();
    server.weather = () => new UploadError('connection-refused');
    await test.engine.resume({ kind: 'all' });
    await test.pass(8 * minute);
    expect(server.requests.length - before).toBe(1);
  });

  it('is asked again at once when a click found it back, also by the next process', async () => {
    const { test, server } = await silenced(40);
    expect(test.batch().processed).toBeLessThan(13);
    server.weather = () => null;
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.batch().processed > 12);
    await test.settle(test.engine.close());
    const next = fixture.alsoClose(test.reopen());
    expect(next.engine.totals().held).toEqual([]);
    await next.until(() => next.batch().status === 'completed', minute);
  });

  it('is asked by a person who tests it, and by nobody else', async () => {
    const { test, server, before } = await silenced();
    const [destination] = test.engine.destinations.list();
    if (destination === undefined) throw new Error('no destination');
    server.probeSeesWeather = false;
    expect(await test.settle(test.engine.destinations.test(destination.destinationId))).toMatchObject({ ok: true });
    await test.pass(5 * minute);
    expect(server.requests.slice(before).map(({ kind }) => kind)).toEqual(['probe']);
  });

  it('hears of cancelled files only after it', async () => {
    const { test, server, before } = await silenced();
    await test.engine.cancel({ kind: 'all' });
    await test.pass(9 * minute);
    expect(server.requests.length - before).toBe(0);
    server.weather = () => null;
    await test.until(() => server.requests.slice(before).some(({ kind }) => kind === 'discard'));
    expect(server.requests.filter(({ isTooEarly }) => isTooEarly)).toEqual([]);
  });

  it('while cancelled files are removed is left alone by the rest of them', async () => {
    const { test, server } = startStorm(fixture);
    server.weather = (_at, request) => (request < 6 ? null : new UploadError('server-error'));
    await test.addFiles(namesOf(100), 1);
    await test.until(() => server.requests.length === 12);
    await test.engine.pause({ kind: 'all' });
    server.weather = () => busy(10 * minute);
    const before = server.requests.length;
    await test.engine.cancel({ kind: 'all' });
    await test.pass(9 * minute);
    // Four at a time are under way when the first is told.
    expect(server.requests.length - before).toBeLessThanOrEqual(4);
    server.weather = () => null;
    await test.pass(3 * minute);
    expect(server.requests.filter(({ kind, isRefused }) => kind === 'discard' && !isRefused).length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['a year ahead', 365],
    ['a year behind', -365],
  ])('by a clock that was %s then holds the next start no longer than it asked for', async (_words, days) => {
    const wrong = createFakeClock();
    const right = createFakeClock(wrong.now() - days * 24 * 60 * minute);
    const server = createFakeServer(right);
    const refuse = () => new UploadError('server-busy', { retryAfterMs: 10 * minute });
    server.onTransfer = failWith(refuse);
    server.onProbe = () => Promise.reject(refuse());
    const test = fixture.start({ clock: wrong, server });
    await test.addFiles(namesOf(3), 1);
    await test.until(() => test.engine.totals().held.length === 1);
    await test.settle(test.engine.close());
    const before = server.asked.length;
    const next = fixture.alsoClose(startEngine({ directory: fixture.directory, clock: right, server }));
    await next.pass(11 * minute);
    expect(server.asked.length).toBeGreaterThan(before);
  });
});
