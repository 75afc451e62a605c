import type { EngineUnderTest } from './start-engine.ts';

/** The most files that were told of between two turns of the event loop while `work` is done. */
export async function mostInOneTurn(test: EngineUnderTest, work: () => Promise<unknown>): Promise<number> {
  let [most, isDone] = [0, false];
  let seen = filesTold(test);
  const watch = async (): Promise<void> => {
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = filesTold(test);
      most = Math.max(most, now - seen);
      seen = now;
    }
  };
  const watching = watch();
  await test.settle(work());
  isDone = true;
  await watching;
  return most;
}

function filesTold(test: EngineUnderTest): number {
  return test.events.reduce((count, { action }) => count + (action === 'file_progress' ? 1 : 0), 0);
}
