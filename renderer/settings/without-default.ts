import type { FieldState } from './use-section.ts';

/** For what another choice needs: without it there would be nothing to go back to. */
export function withoutDefault(state: FieldState): FieldState {
  return { ...state, onDefault: null };
}
