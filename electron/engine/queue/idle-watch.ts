export interface IdleWatch {
  /** Resolves when the engine is idle, at once if it is so already. */
  whenIdle(): Promise<void>;
  /** Something ended: looks whether that was the last. */
  look(): void;
}

/** Wakes those who wait for the engine to have nothing to do. */
export function createIdleWatch(isIdle: () => boolean): IdleWatch {
  let waiters: (() => void)[] = [];

  function look(): void {
    if (waiters.length === 0 || !isIdle()) return;
    const idle = waiters;
    waiters = [];
    for (const resolve of idle) resolve();
  }

  return {
    whenIdle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        look();
      }),
    look,
  };
}
