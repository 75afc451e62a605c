import type { ImportChoice, ImportList, ImportResult } from '../../shared/importable.ts';
import { engineClient } from '../engine-client.ts';
import { loadDestinations } from './destination-actions.ts';

/** What other programs of this computer know. Throws `ClientError`. */
export function loadImportable(): Promise<ImportList> {
  return engineClient().request('listImportable', {});
}

/** Saves what was chosen; how each ended. Throws `ClientError`. */
export async function importDestinations(chosen: readonly ImportChoice[]): Promise<readonly ImportResult[]> {
  const { results } = await engineClient().request('importDestinations', { chosen });
  await loadDestinations();
  return results;
}
