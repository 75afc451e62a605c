import { visibleText } from '../../shared/text/visible-text.ts';
import { askEngine } from './ask-engine.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { findDestination } from './find-destination.ts';

/** `gantry destinations trust`: from now on the key that an SFTP server shows is the one that is expected. */
export async function runTrustHostKey(name: string, context: CommandContext): Promise<ExitCode> {
  const { engine, terminal } = context;
  const { destination, isNew } = findDestination(engine.destinations, name);
  const answer = await askEngine(context, 'trustHostKey', { destinationId: destination.destinationId, fingerprint: null });
  if (isNew) await engine.destinations.remove(destination.destinationId);
  const known = answer.known.length === 0 ? 'no key was known' : answer.known.map(visibleText).join(' or ');
  terminal.stdout.write(
    `${visibleText(destination.name)}\n  before: ${known}\n  now:    ${visibleText(answer.presented)}\nThe key of now is trusted.\n`,
  );
  return exitCodes.done;
}
