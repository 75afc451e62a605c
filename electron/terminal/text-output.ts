/** What of a stream we use; `process.stdout` is one. */
export interface OutputStream {
  write(text: string, callback?: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'drain', listener: () => void): unknown;
}

/** A file on a full disk still has its reader: these words are lost, and the next ones may find room again. */
const passing: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** A stream of text whose reader may be slow or gone; neither throws. */
export interface TextOutput {
  write(text: string): void;
  /** The reader does not keep up: what can wait should wait for `onDrain`. */
  isBlocked(): boolean;
  onDrain(listener: () => void): void;
  /** The reader is gone; what is written goes nowhere. Calls back at once when it is gone already. */
  onBroken(listener: () => void): void;
  /** Resolves when everything is with the reader, or the reader is gone. */
  flush(): Promise<void>;
}

export function createTextOutput(stream: OutputStream): TextOutput {
  let isBlocked = false;
  let isBroken = false;
  const drainListeners: (() => void)[] = [];
  const brokenListeners: (() => void)[] = [];

  // Without a listener a closed pipe would end the process in the middle of its work.
  stream.on('error', (error) => {
    if (isBroken || ('code' in error && passing.includes(error.code))) return;
    isBroken = true;
    isBlocked = false;
    for (const listener of [...brokenListeners, ...drainListeners]) listener();
  });
  stream.on('drain', () => {
    isBlocked = false;
    for (const listener of drainListeners) listener();
  });

  return {
    write(text) {
      if (!isBroken) isBlocked = !stream.write(text);
    },
    isBlocked: () => isBlocked,
    onDrain(listener) {
      drainListeners.push(listener);
    },
    onBroken(listener) {
      if (isBroken) listener();
      else brokenListeners.push(listener);
    },
    flush: () =>
      new Promise((resolve) => {
        if (isBroken) return resolve();
        brokenListeners.push(resolve);
        stream.write('', () => resolve());
      }),
  };
}
