import { randomUUID } from 'node:crypto';
import type { Randomness } from '../engine/ports.ts';

export const systemRandomness: Randomness = {
  fraction: () => Math.random(),
  uuid: () => randomUUID(),
};
