import { afterEach, beforeEach } from 'vitest';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';
import type { Gate } from './gate.ts';
import { createGate } from './gate.ts';
import type { EngineUnderTest, StartOptions } from './start-engine.ts';
import { startEngine } from './start-engine.ts';

export interface EngineFixture {
  readonly directory: string;
  /** The engine of this test; started when first asked for. */
  readonly test: EngineUnderTest;
  /** Starts it with options, instead. */
  start(options?: Omit<StartOptions, 'directory'>): EngineUnderTest;
  /** Closes it after the test, whatever happens. */
  alsoClose(other: EngineUnderTest): EngineUnderTest;
  /** A gate that opens at the end at the latest, so that a failing test does not hang in its clean-up. */
  gate(): Gate;
}

/** An engine in a directory of its own for each test of the file. */
export function useEngine(): EngineFixture {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let started: EngineUnderTest[] = [];
  let gates: Gate[] = [];

  beforeEach(async () => {
    directory = await temporaryDirectory();
  });
  afterEach(async () => {
    for (const gate of gates) gate.open();
    gates = [];
    for (const test of started.toReversed()) await test.settle(test.engine.close());
    started = [];
    await directory.remove();
  });

  const fixture: EngineFixture = {
    get directory() {
      return directory.path;
    },
    get test() {
      return started[0] ?? fixture.start();
    },
    start: (options = {}) => fixture.alsoClose(startEngine({ directory: directory.path, ...options })),
    alsoClose: (other) => {
      started.push(other);
      return other;
    },
    gate: () => {
      const gate = createGate();
      gates.push(gate);
      return gate;
    },
  };
  return fixture;
}
