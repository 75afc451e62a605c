import { createInterface } from 'node:readline/promises';

/** Asks on stderr and reads a line from stdin; null where stdin ended or the signal came first. */
export async function askPerson(question: string, signal: AbortSignal): Promise<string | null> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<null>((resolve) => lines.once('close', () => resolve(null)));
  // In raw mode the terminal sends no signal for Ctrl-C: this process does.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await Promise.race([lines.question(question, { signal }).catch(() => null), ended]);
  } finally {
    lines.close();
  }
}
