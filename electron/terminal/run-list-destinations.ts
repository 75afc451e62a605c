import type { Destination } from '../../shared/destination.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** `gantry destinations list`: the saved ones as they are on the disk, also while another Gantry works. */
export function runListDestinations(isJson: boolean, dataDirectory: string, { stdout }: Terminal): ExitCode {
  const reader = openQueueReader(dataDirectory);
  try {
    const destinations = reader?.savedDestinations() ?? [];
    stdout.write(isJson ? `${JSON.stringify({ destinations })}\n` : listOf(destinations));
    return exitCodes.done;
  } finally {
    reader?.close();
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
