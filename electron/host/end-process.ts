import { systemClock } from './system-clock.ts';

const lookEveryMs = 25;
const mostLooks = 20;

/**
 * Ends the process, also while a look at a dead network drive hangs in the system: an ordinary exit waits for the thread that does it, for
 * ever. Everything must be written down by then. Such a process ends as killed, whatever `exitCode` says.
 */
export async function endProcess(exitCode: number, exit: (exitCode: number) => void = process.exit): Promise<void> {
  for (let looks = 0; hasFileWork() && looks < mostLooks; looks += 1) {
    await new Promise<void>((resolve) => systemClock.setTimer(resolve, lookEveryMs));
  }
  if (hasFileWork()) process.kill(process.pid, 'SIGKILL');
  exit(exitCode);
}

/** A thread of ours that was told to end shows as its port until it has ended: it may hang in a drive, too. */
function hasFileWork(): boolean {
  return process.getActiveResourcesInfo().some((kind) => kind.startsWith('FSReq') || kind === 'CloseReq' || kind === 'MessagePort');
}
