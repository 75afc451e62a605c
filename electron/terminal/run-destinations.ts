import type { Destination } from '../../shared/destination.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { askEngine } from './ask-engine.ts';
import type { DestinationsCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { errorSentence } from './error-sentence.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { findDestination } from './find-destination.ts';
import { runUnfinished } from './run-unfinished.ts';

/** `gantry destinations`: the saved destinations. */
export async function runDestinations(command: DestinationsCommand, context: CommandContext): Promise<ExitCode> {
  const { engine, terminal } = context;
  const { stdout } = terminal;
  switch (command.action) {
    case 'list': {
      const { destinations } = await askEngine(context, 'listDestinations', {});
      stdout.write(command.isJson ? `${JSON.stringify({ destinations })}\n` : listOf(destinations));
      return exitCodes.done;
    }
    case 'add': {
      const { name } = await askEngine(context, 'addDestination', { name: command.destinationName, url: command.url });
      stdout.write(`Added ${visibleText(name)}.\n`);
      return exitCodes.done;
    }
    case 'unfinished':
    case 'clean':
      return runUnfinished(command, context);
    case 'test':
      return test(command.destinationName, context);
    case 'trust':
      return trust(command.destinationName, context);
    case 'remove': {
      const destination = engine.destinations.find(command.destinationName);
      if (destination === null) throw new UploadError('destination-unknown', { details: { reason: command.destinationName } });
      await askEngine(context, 'removeDestination', { destinationId: destination.destinationId });
      stdout.write(`Removed ${visibleText(destination.name)}.\n`);
      return exitCodes.done;
    }
  }
}

async function trust(name: string, context: CommandContext): Promise<ExitCode> {
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

async function test(nameOrUrl: string, context: CommandContext): Promise<ExitCode> {
  const { engine, terminal } = context;
  const { destination, isNew } = findDestination(engine.destinations, nameOrUrl);
  const answer = await askEngine(context, 'testDestination', { destinationId: destination.destinationId });
  if (isNew) await engine.destinations.remove(destination.destinationId);
  const name = visibleText(destination.name);
  if (!answer.ok) {
    terminal.stderr.write(`${name}: ${errorSentence(answer.error)}\n`);
    return exitCodes.destinationUnusable;
  }
  const facts = [
    answer.isResumable ? 'goes on in the middle of a file' : 'begins an interrupted file again',
    ...(answer.maxFileSizeBytes === null ? [] : [`files up to ${formatBytes(answer.maxFileSizeBytes)}`]),
    ...(answer.serverName === null ? [] : [visibleText(answer.serverName)]),
  ];
  terminal.stdout.write(`${name} can be used: ${facts.join(' · ')}.\n`);
  return exitCodes.done;
}

function listOf(destinations: readonly Destination[]): string {
  if (destinations.length === 0) return 'No destination is saved. “gantry destinations add NAME URL” saves one.\n';
  return destinations
    .map(({ name, url, isDefault, isBuiltIn }) => {
      const address = isBuiltIn ? 'a folder of this computer' : visibleText(url);
      return `${visibleText(name)}${isDefault ? ' (default)' : ''} · ${address}\n`;
    })
    .join('');
}
