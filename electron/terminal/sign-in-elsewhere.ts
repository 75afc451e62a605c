import type { Destination } from '../../shared/destination.ts';
import { secretFields } from '../../shared/destination-secret.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { ownVariable } from '../host/own-secrets.ts';
import type { CommandContext } from './command-context.ts';

export interface SignInElsewhere {
  readonly words: string;
  /** Nothing is to be added. */
  readonly isRefused: boolean;
}

/**
 * What is to be said where another Gantry will sign in, and this environment holds secrets that were meant for it: they stay here. A saved destination is
 * signed in to with what that Gantry knows; an address that nobody saved can be signed in to with nothing else, so it is refused. null: nothing.
 */
export async function signInElsewhere(
  destination: Destination,
  { queue, terminal }: Pick<CommandContext, 'queue' | 'terminal'>,
): Promise<SignInElsewhere | null> {
  if (queue.holder === null || destination.isBuiltIn) return null;
  const { destinations } = await queue.ask('listDestinations', {});
  const isSaved = destinations.some(({ destinationId }) => destinationId === destination.destinationId);
  const own = isSaved ? secretFields.flatMap((field) => ownVariable(field, destination.name) ?? []) : [];
  const general = destination.savedSecrets.length > 0 ? [] : generalVariablesFor(destination);
  const set = [...own, ...general].filter((variable) => (terminal.environment[variable] ?? '') !== '');
  if (set.length === 0) return null;
  const variables = set.join(', ');
  if (isSaved) {
    const words = `Another Gantry sends the files and signs in with what it knows itself; ${variables} of this terminal ${set.length === 1 ? 'is' : 'are'} not used.`;
    return { words, isRefused: false };
  }
  return {
    words: `Another Gantry holds the list and would send the files, and ${variables} of this terminal ${set.length === 1 ? 'is' : 'are'} not handed to it. ${wayOut(destination.url, queue.holder?.host === 'window')}\nNothing was queued.`,
    isRefused: true,
  };
}

function wayOut(url: string, keepsSecrets: boolean): string {
  if (!keepsSecrets) return 'Wait until it has ended, or use another list with --data-dir.';
  return `Save the destination there: “gantry destinations add NAME ${visibleText(url)}”, then “gantry destinations secret NAME”; and upload with --to NAME.`;
}

/** The variables for every destination that would be used here. */
function generalVariablesFor({ kind, user, url }: Destination): readonly string[] {
  switch (kind) {
    case 's3':
      return /[?&]profile=/.test(url) ? [] : ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
    case 'sftp':
      return ['GANTRY_PASSWORD', 'GANTRY_SSH_KEY', 'GANTRY_SSH_PASSPHRASE'];
    case 'tus':
    case 'dav':
    case 'put':
    case 'post':
    case 'presigned':
      return user === null ? ['GANTRY_TOKEN'] : ['GANTRY_PASSWORD', 'GANTRY_TOKEN'];
  }
}
