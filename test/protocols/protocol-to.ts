import type { Outbound } from '../../electron/engine/ports.ts';
import type { Protocol, ProtocolOptions } from '../../electron/engine/protocols/protocol.ts';
import { protocols } from '../../electron/engine/protocols/registry.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { systemRandomness } from '../../electron/host/system-randomness.ts';
import type { DestinationKind } from '../../shared/destination.ts';
import { memoryOf } from '../engine/protocols/memory-of.ts';
import { createFakeHostKeys } from '../fakes/fake-host-keys.ts';

/** A protocol as the engine makes it, on the machine's own clock unless a test gives another. */
export function protocolTo(kind: DestinationKind, url: string, options: Partial<ProtocolOptions> = {}, outbound?: Outbound): Protocol {
  return protocols[kind].create({
    url: new URL(url),
    options: {},
    credentials: async () => ({ kind: 'none' }),
    memory: memoryOf(),
    ports: {
      ...{ clock: systemClock, randomness: systemRandomness, log: { write: () => undefined }, hostKeys: createFakeHostKeys() },
      ...(outbound === undefined ? {} : { outbound }),
    },
    stallTimeoutMs: 10_000,
    concurrency: 8,
    ...options,
  });
}
