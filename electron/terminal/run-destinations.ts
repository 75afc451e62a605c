import { visibleText } from '../../shared/text/visible-text.ts';
import type { WorkOnDestinationsCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { runImport } from './run-import.ts';
import { runKeepSecret } from './run-keep-secret.ts';
import { runTestDestination } from './run-test-destination.ts';
import { runTrustHostKey } from './run-trust-host-key.ts';
import { runUnfinished } from './run-unfinished.ts';
import { savedDestination } from './saved-destination.ts';

/** `gantry destinations`, but for `list`, which needs no engine. */
export async function runDestinations(command: WorkOnDestinationsCommand, context: CommandContext): Promise<ExitCode> {
  const { queue } = context;
  const { stdout } = context.terminal;
  switch (command.action) {
    case 'add': {
      const { name } = await queue.ask('addDestination', { name: command.destinationName, url: command.url });
      stdout.write(`Added ${visibleText(name)}.\n`);
      return exitCodes.done;
    }
    case 'unfinished':
    case 'clean':
      return runUnfinished(command, context);
    case 'import':
      return runImport(command, context);
    case 'test':
      return runTestDestination(command.destinationName, command.isJson, context);
    case 'edit': {
      const { destinationId } = await savedDestination(command.destinationName, queue);
      const changed = await queue.ask('updateDestination', {
        destinationId,
        ...(command.newName === null ? {} : { name: command.newName }),
        ...(command.url === null ? {} : { url: command.url }),
      });
      stdout.write(`Changed ${visibleText(changed.name)} · ${visibleText(changed.url)}\n`);
      return exitCodes.done;
    }
    case 'duplicate': {
      const { destinationId } = await savedDestination(command.destinationName, queue);
      const copy = await queue.ask('duplicateDestination', { destinationId });
      stdout.write(`Added ${visibleText(copy.name)}.\n`);
      return exitCodes.done;
    }
    case 'default': {
      const { destinationId, name } = await savedDestination(command.destinationName, queue);
      await queue.ask('chooseDestination', { destinationId });
      stdout.write(`${visibleText(name)} is the default.\n`);
      return exitCodes.done;
    }
    case 'secret':
      return runKeepSecret(command.destinationName, context);
    case 'trust':
      return runTrustHostKey(command, context);
    case 'remove': {
      const { destinationId, name } = await savedDestination(command.destinationName, queue);
      await queue.ask('removeDestination', { destinationId });
      stdout.write(`Removed ${visibleText(name)}.\n`);
      return exitCodes.done;
    }
  }
}
