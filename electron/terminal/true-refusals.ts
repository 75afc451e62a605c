import type { Refusal } from '../../shared/contract.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import type { Engine } from '../engine/engine.ts';

/** What of a batch could not be added. What is in the queue already is not among it: it arrives by that, so it is no failure. */
export function trueRefusals(engine: Pick<Engine, 'listRefusals'>, { batchId, refused }: BatchProgress): readonly Refusal[] {
  return refused === 0 ? [] : engine.listRefusals(batchId).filter(({ code }) => code !== 'duplicate');
}
