import type { Destination } from '../../../shared/destination.ts';
import type { ImportChoice, ImportResult } from '../../../shared/importable.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';
import type { Destinations } from '../../engine/engine.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { findImportable } from './find-importable.ts';
import { inBucket } from './import-candidate.ts';
import { importableSecret } from './importable-secret.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Saved = Pick<Destinations, 'list' | 'add' | 'choose' | 'saveSecret'>;

/** Saves what was chosen, one after the other, and hands its secrets to the host's keeper. Nobody's choice of a destination changes by it. */
export async function importChosen(
  chosen: readonly ImportChoice[],
  destinations: Saved,
  environment: Environment,
): Promise<readonly ImportResult[]> {
  const before = destinations.list().find(({ isDefault }) => isDefault);
  const results: ImportResult[] = [];
  for (const choice of chosen) results.push(await imported(choice, destinations, environment));
  if (before !== undefined && results.some(({ destinationId }) => destinationId !== null)) destinations.choose(before.destinationId);
  return results;
}

async function imported({ source, name, bucket }: ImportChoice, destinations: Saved, environment: Environment): Promise<ImportResult> {
  let added: Destination | null = null;
  try {
    const candidate = (await findImportable(source, environment)).find((one) => one.name === name);
    if (candidate === undefined || 'unsupported' in candidate)
      throw new UploadError('destination-unknown', { details: reasonOf('{name} is not in that configuration any more.', { name }) });
    if (candidate.needsBucket && bucket === undefined)
      throw new UploadError('destination-invalid', { details: { reason: 'Its bucket is missing.' } });
    const secret = await importableSecret(source, name, environment);
    added = destinations.add({ name, url: bucket === undefined ? candidate.url : inBucket(candidate.url, bucket), isSaved: true });
    if (Object.keys(secret).length > 0) destinations.saveSecret(added.destinationId, secret);
    return { source, name, destinationId: added.destinationId, error: null };
  } catch (error) {
    if (!(error instanceof UploadError)) throw error;
    return { source, name, destinationId: added?.destinationId ?? null, error: error.toPlain() };
  }
}
