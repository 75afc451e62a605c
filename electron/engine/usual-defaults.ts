import type { EngineDefaults } from './engine-defaults.ts';
import { defaultMaxAttempts } from './queue/new-batch.ts';

/** As long as no host says otherwise. */
export const usualDefaults: EngineDefaults = { maxAttempts: defaultMaxAttempts, verify: false, conflict: null, leaveOut: [] };
