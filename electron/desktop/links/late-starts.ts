import type { Log } from '../../engine/ports.ts';
import type { GivenFolder, GivenStart } from './given-folder.ts';

export interface LateStarts {
  /** From now on this Gantry closes. */
  begin(): void;
  /** Whether a start came too late for this process; it is meant for the next one then, and so is what the system gave with it. */
  isLate(start?: GivenStart): boolean;
  isWanted(): boolean;
}

/** Somebody may open Gantry while it closes, which takes minutes where an update is installed: they get the next one, with the files that they gave. */
export function createLateStarts(folder: Pick<GivenFolder, 'leave'>, log: Log): LateStarts {
  let isClosing = false;
  let isWanted = false;
  return {
    begin() {
      isClosing = true;
    },
    isLate(start) {
      if (!isClosing) return false;
      isWanted = true;
      log.write('info', 'wanted-again');
      try {
        if (start !== undefined) folder.leave(start);
      } catch (error) {
        log.write('error', 'given-not-left', { error });
      }
      return true;
    },
    isWanted: () => isWanted,
  };
}
