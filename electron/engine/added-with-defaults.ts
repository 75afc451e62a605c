import type { AddRequest } from './engine.ts';
import type { EngineDefaults } from './engine-defaults.ts';

/** The request with the defaults in place of what it leaves out. */
export function addedWithDefaults(request: AddRequest, { maxAttempts, verify, conflict }: EngineDefaults): AddRequest {
  return { maxAttempts, verify, ...(conflict === null ? {} : { conflict }), ...request };
}
