import type { Refusal } from '../../shared/contract.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { ClientError } from '../client-error.ts';
import { engineClient } from '../engine-client.ts';
import { perform, showError } from './actions.ts';
import { askOnceKnown } from './ask-once-known.ts';
import { chosenDestinationOf } from './selectors.ts';
import { windowStore } from './store.ts';

/**
 * Adds files and folders by their true paths, to the chosen destination or another one, and reports what could not be added, after `refusals`. Names that are
 * taken there are asked about, where no answer is remembered.
 */
export async function addPaths(
  paths: readonly string[],
  destinationId: DestinationId | null = null,
  refusals: readonly Refusal[] = [],
): Promise<void> {
  if (paths.length === 0) return;
  // The one that the window shows: another program may have chosen another one since.
  const to = destinationId ?? chosenDestinationOf(windowStore.getState())?.destinationId;
  const where = to === undefined ? {} : { destinationId: to };
  const answer = await engineClient().request('addPaths', { paths, conflict: 'ask', ...where });
  askOnceKnown(answer.batchId);
  report([...refusals, ...answer.refusals]);
}

/**
 * What was dropped or pasted. What has no path, such as a picture dragged out of a page, cannot be added, and is named; where nothing has one, that is
 * said.
 */
export function addFiles(files: Iterable<File>, destinationId: DestinationId | null = null): void {
  const { paths, namesWithoutPath } = engineClient().pathsOf(files);
  const refusals = namesWithoutPath.map((name): Refusal => ({ path: name, code: 'nothing-given', details: { path: name } }));
  if (paths.length === 0) showError(new ClientError({ code: 'nothing-given', details: {} }));
  else perform(addPaths(paths, destinationId, refusals));
}

export function chooseAndAdd(kind: 'chooseFiles' | 'chooseFolder'): void {
  perform(
    engineClient()
      .request(kind, {})
      .then(({ paths }) => addPaths(paths)),
  );
}

export function dismissAddReport(): void {
  windowStore.setState({ addReport: null });
}

function report(refusals: readonly Refusal[]): void {
  windowStore.setState({ addReport: refusals.length === 0 ? null : { refusals } });
}
