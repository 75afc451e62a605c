import type { Destination } from '../../shared/destination.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';
import { openQueueLook } from './queue-look.ts';
import type { Terminal } from './terminal.ts';

/** `gantry destinations list`: the saved ones as whoever holds the queue has them, else as they are on the disk. */
export async function runListDestinations(isJson: boolean, dataDirectory: string, { stdout, clock }: Terminal): Promise<ExitCode> {
  const look = await openQueueLook(dataDirectory, clock);
  try {
    const destinations = await look.savedDestinations();
    stdout.write(isJson ? `${jsonText({ destinations })}\n` : listOf(destinations));
    return exitCodes.done;
  } finally {
    look.close();
  }
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
