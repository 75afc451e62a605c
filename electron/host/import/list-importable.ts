import type { DestinationKind } from '../../../shared/destination.ts';
import { destinationKinds } from '../../../shared/destination.ts';
import type { Importable, ImportList } from '../../../shared/importable.ts';
import { importSources } from '../../../shared/importable.ts';
import { say } from '../../../shared/language/say.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { findImportable } from './find-importable.ts';
import type { ImportCandidate } from './import-candidate.ts';
import { importableSecret } from './importable-secret.ts';
import { importedSignIn } from './imported-sign-in.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What every configuration of the machine offers, and which of them cannot be read. `isSaved`: whether an address is in the list already. */
export async function listImportable(environment: Environment, isSaved: (url: string) => boolean): Promise<ImportList> {
  const found = await Promise.all(
    importSources.map(async (source): Promise<ImportList> => {
      try {
        const candidates = await findImportable(source, environment);
        // Of two with one name the first, as it is asked for by its name.
        const named = [...new Map(candidates.toReversed().map((one) => [one.name, one])).values()].toReversed();
        return { importables: await Promise.all(named.map((one) => shown(one, environment, isSaved))), unreadable: [] };
      } catch (error) {
        if (!(error instanceof UploadError)) throw error;
        return { importables: [], unreadable: [error.toPlain()] };
      }
    }),
  );
  return { importables: found.flatMap((one) => one.importables), unreadable: found.flatMap((one) => one.unreadable) };
}

async function shown(candidate: ImportCandidate, environment: Environment, isSaved: (url: string) => boolean): Promise<Importable> {
  const { source, name } = candidate;
  if ('unsupported' in candidate) return { source, name, isSupported: false, note: candidate.unsupported };
  const { url, needsBucket, note, secrets } = candidate;
  const kind = kindOf(url);
  const secret = secrets.length === 0 ? {} : await importableSecret(source, name, environment);
  const isLost = secrets.some((field) => secret[field] === undefined);
  const lost = isLost ? say('Its password could not be read.') : null;
  const signIn = await importedSignIn({ kind, url, secret, environment });
  return { source, name, isSupported: true, kind, url, needsBucket, note: note ?? lost, signIn, isSaved: isSaved(url) };
}

function kindOf(url: string): DestinationKind {
  const word = /^[a-z\d]+/i.exec(url)?.[0];
  const kind = destinationKinds.find((one) => one === word);
  if (kind === undefined) throw new UploadError('destination-invalid', { details: { reason: 'unknown kind of address' } });
  return kind;
}
