import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { EngineUnderTest } from '../start-engine.ts';
import type { EngineFixture } from '../use-engine.ts';
import type { StormServer, Weather } from './storm-server.ts';
import { createStormServer } from './storm-server.ts';

export const second = 1_000;
export const minute = 60 * second;
export const concurrency = 6;
export const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `f${String(index).padStart(5, '0')}`);

export interface StormUnderTest {
  readonly test: EngineUnderTest;
  readonly server: StormServer;
}

/** The engine, six files at a time, under a sky that a test chooses. */
export function startStorm(fixture: EngineFixture): StormUnderTest {
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

export const between =
  (from: number, to: number, storm: Weather): Weather =>
  (at, request) =>
    at >= from && at < to ? storm(at, request) : null;
