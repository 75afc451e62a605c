const calmTurnsWanted = 3;
/** Whoever closes a file hears of it a few turns after nothing is read any more; the record of it may also linger for longer. */
const calmTurnsWhileClosing = 30;

/** Resolves when no file is being looked at, read or closed any more and all that follows from it has happened. */
export async function quiet(): Promise<void> {
  for (let calmTurns = 0; ; calmTurns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const busy = process.getActiveResourcesInfo();
    if (isAtDisk(busy)) calmTurns = -1;
    else if (calmTurns >= (busy.includes('CloseReq') ? calmTurnsWhileClosing : calmTurnsWanted)) return;
  }
}

/** Whether a file is being looked at or read, however long its disk takes. */
export function isAtDisk(busy: readonly string[] = process.getActiveResourcesInfo()): boolean {
  return busy.some((kind) => kind.startsWith('FSReq'));
}
