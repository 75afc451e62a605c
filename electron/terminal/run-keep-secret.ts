import type { Destination } from '../../shared/destination.ts';
import type { DestinationSecret, SecretField } from '../../shared/destination-secret.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { generalSecretIn, ownSecretIn, ownVariable } from '../host/own-secrets.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { savedDestination } from './saved-destination.ts';

const keptIn = { keychain: 'in the keychain', session: 'in its memory, until it ends' } as const;

/** `gantry destinations secret`: hands the secret of this environment to the window that holds the queue, because a person asks for it. Never shows it. */
export async function runKeepSecret(destinationName: string, { queue, terminal }: CommandContext): Promise<ExitCode> {
  const destination = await savedDestination(destinationName, queue);
  const { keeping } = await queue.ask('listDestinations', {});
  if (keeping === 'environment') {
    const reason = 'Only an open window keeps secrets: open Gantry, then give this again. A command takes them from its environment.';
    throw new UploadError('not-possible-now', { details: { reason } });
  }
  const { environment } = terminal;
  const secret = ownSecretIn(environment, destination.name) ?? partOf(generalSecretIn(environment), fieldsFor(destination));
  const fields = Object.keys(secret);
  if (fields.length === 0) {
    const [field = 'token'] = fieldsFor(destination);
    terminal.stderr.write(
      `Nothing to keep: set ${ownVariable(field, destination.name) ?? 'GANTRY_TOKEN'} for this command, or the variable for every destination.\n`,
    );
    return exitCodes.badUsage;
  }
  await queue.ask('saveSecret', { destinationId: destination.destinationId, secret });
  terminal.stdout.write(`Kept for ${visibleText(destination.name)} by the open window, ${keptIn[keeping]}: ${fields.join(', ')}.\n`);
  return exitCodes.done;
}

/** The first is what is usually meant. */
function fieldsFor({ kind, user }: Destination): readonly SecretField[] {
  switch (kind) {
    case 's3':
      return ['secretAccessKey', 'accessKeyId', 'sessionToken'];
    case 'sftp':
      return ['password', 'passphrase'];
    case 'tus':
    case 'dav':
    case 'put':
    case 'post':
    case 'presigned':
      return user === null ? ['token'] : ['password'];
  }
}

function partOf(secret: DestinationSecret, fields: readonly SecretField[]): DestinationSecret {
  return Object.fromEntries(Object.entries(secret).filter(([field]) => fields.some((wanted) => wanted === field)));
}
