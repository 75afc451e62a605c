import type { Terminal } from '../../../electron/terminal/terminal.ts';
import type { TextOutput } from '../../../electron/terminal/text-output.ts';
import type { FakeClock } from '../../fakes/fake-clock.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

export interface FakeOutput extends TextOutput {
  readonly texts: string[];
  block(): void;
  drain(): void;
  break(): void;
}

export interface FakeTerminal extends Terminal {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
  readonly clock: FakeClock;
  readonly exits: number[];
  signal(): void;
}

function createFakeOutput(): FakeOutput {
  const texts: string[] = [];
  const drains: (() => void)[] = [];
  const breaks: (() => void)[] = [];
  let isBlocked = false;
  return {
    texts,
    write: (text) => void texts.push(text),
    isBlocked: () => isBlocked,
    onDrain: (listener) => void drains.push(listener),
    onBroken: (listener) => void breaks.push(listener),
    flush: async () => undefined,
    block() {
      isBlocked = true;
    },
    drain() {
      isBlocked = false;
      for (const listener of drains) listener();
    },
    break() {
      for (const listener of breaks) listener();
    },
  };
}

export function createFakeTerminal(options: { readonly columns?: number; readonly hasColors?: boolean } = {}): FakeTerminal {
  const listeners = new Set<() => void>();
  const exits: number[] = [];
  return {
    stdout: createFakeOutput(),
    stderr: createFakeOutput(),
    isScreen: true,
    hasColors: options.hasColors ?? false,
    columns: () => options.columns ?? 80,
    environment: {},
    clock: createFakeClock(),
    onSignal: (listener) => void listeners.add(listener),
    exitNow: (exitCode) => void exits.push(exitCode),
    exits,
    signal() {
      for (const listener of listeners) listener();
    },
  };
}
