/** Resolves when no file is being looked at or read any more and all that follows from it has happened. */
export async function quiet(): Promise<void> {
  for (let calmTurns = 0; calmTurns < 3; ) {
    await new Promise((resolve) => setImmediate(resolve));
    const busy = process.getActiveResourcesInfo();
    calmTurns = busy.some((kind) => kind.startsWith('FSReq')) ? 0 : calmTurns + 1;
  }
}
