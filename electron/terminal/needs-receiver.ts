import { builtInName } from '../../shared/built-in-name.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';
import type { WorkCommand } from './command.ts';

/** Whether the command may send to "This computer": it names it, or the queue still holds files for it. */
export function needsReceiver(command: WorkCommand, dataDirectory: string): boolean {
  switch (command.name) {
    case 'upload':
      return isBuiltIn(command.to) || holdsFilesForThisComputer(dataDirectory);
    case 'resume':
    case 'retry':
      return holdsFilesForThisComputer(dataDirectory);
    case 'cancel':
      return holdsFilesForThisComputer(dataDirectory);
    case 'destinations':
      return command.action === 'test' && isBuiltIn(command.destinationName);
    // Its folders may send there, now or once somebody adds one.
    case 'watch':
      return command.action === 'run' || (command.action === 'add' && isBuiltIn(command.to));
    case 'status':
    case 'files':
    case 'attempts':
    case 'link':
    case 'diagnostics':
    case 'serve':
    case 'settings':
    case 'mcp':
      return false;
  }
}

function isBuiltIn(name: string): boolean {
  return name.toLowerCase() === builtInName.toLowerCase();
}

/** Whether the queue still holds files for "This computer". */
export function holdsFilesForThisComputer(dataDirectory: string): boolean {
  const reader = openQueueReader(dataDirectory);
  if (reader === null) return false;
  try {
    // Of a folder whose walk was interrupted not one file may be in the queue yet.
    return reader
      .overview()
      .batches.some(
        ({ destinationName, total, successful, skipped, isScanning }) =>
          isBuiltIn(destinationName) && (isScanning || successful + skipped < total),
      );
  } finally {
    reader.close();
  }
}
