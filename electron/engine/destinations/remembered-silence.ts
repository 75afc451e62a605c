import { longestWaitMs } from '../../../shared/longest-wait-ms.ts';
import type { DestinationMemory } from '../protocols/protocol.ts';

const untilKey = 'silentUntil';
const lengthKey = 'silentMs';

/** Writes down until when (milliseconds since the epoch) a server asked to be left alone; null: it may be asked again. */
export function rememberSilence(memory: DestinationMemory, silentUntil: number | null, nowMs: number): void {
  // In whole seconds, so that all the files that are told the same are one write.
  const untilMs = Math.ceil((silentUntil ?? 0) / 1_000) * 1_000;
  memory.write(untilKey, untilMs);
  memory.write(lengthKey, Math.max(0, untilMs - Math.floor(nowMs / 1_000) * 1_000));
}

/** Milliseconds that are left of it: never more than was asked for, so that a clock that was set cannot hold anything for ever. */
export function rememberedSilenceMs(memory: DestinationMemory, nowMs: number): number {
  return Math.max(0, Math.min((memory.read(untilKey) ?? 0) - nowMs, memory.read(lengthKey) ?? 0, longestWaitMs));
}
