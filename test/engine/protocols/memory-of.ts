import type { DestinationMemory } from '../../../electron/engine/protocols/protocol.ts';

/** What a destination remembers, in a map that a test may look into. */
export function memoryOf(values: Map<string, number> = new Map()): DestinationMemory {
  return { read: (key) => values.get(key) ?? null, write: (key, value) => void values.set(key, value) };
}
