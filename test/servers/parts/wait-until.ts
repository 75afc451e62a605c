import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again every five milliseconds until `condition` holds; rejects after `limitMs` with the words of `what`. */
export async function waitUntil(what: string, condition: () => boolean | Promise<boolean>, limitMs = 5_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms in vain until ${what}`);
    await sleep(5);
  }
}
