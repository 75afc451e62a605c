import type { DestinationMemory } from '../protocols/protocol.ts';

const key = 'movedAt';

/** What is known of a destination whose address now leads to another place: nothing but since when (milliseconds since the epoch). */
export function memoryAfterMove(nowMs: number): Readonly<Record<string, number>> {
  return { [key]: nowMs };
}

/** What arrived before this moment is at another place; 0: it is where it always was. Milliseconds since the epoch. */
export function movedAt(memory: DestinationMemory): number {
  return memory.read(key) ?? 0;
}
