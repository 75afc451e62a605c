import type { Log } from '../ports.ts';
import type { DestinationMemory } from '../protocols/protocol.ts';
import type { DestinationRecord } from '../storage/destination-store.ts';

export interface DestinationMemoryOptions {
  readonly record: () => DestinationRecord;
  /** Takes it over, then writes it down; throws when the disk refuses. */
  readonly save: (record: DestinationRecord) => void;
  readonly log: Log;
}

/** What is known of a destination's host. It only saves time: a disk that refuses it costs no file, and the next change is written with it. */
export function createDestinationMemory({ record, save, log }: DestinationMemoryOptions): DestinationMemory {
  return {
    read: (key) => record().memory[key] ?? null,
    write: (key, value) => {
      const known = record();
      if (known.memory[key] === value) return;
      try {
        save({ ...known, memory: { ...known.memory, [key]: value } });
      } catch (error) {
        log.write('warn', 'destination-memory-not-written', { error });
      }
    },
  };
}
