import type { FuzzTarget } from './fuzz-target.ts';
import { createSeededRandom } from './seeded-random.ts';

/** Far more than any case needs, on a busy machine as well. */
const longestCaseMs = 60_000;

export interface FuzzOptions {
  readonly seed: number;
  readonly budgetMs: number;
  /** Only this case, to see again what was found. */
  readonly onlyCase?: number;
}

export interface FuzzResult {
  readonly cases: number;
  readonly slowestMs: number;
}

/** Runs cases until the time is over. Throws at the first that breaks a promise, with what it takes to see it again. */
export async function fuzz(target: FuzzTarget, { seed, budgetMs, onlyCase }: FuzzOptions): Promise<FuzzResult> {
  const session = await target.open();
  const startedAt = performance.now();
  let slowestMs = 0;
  let cases = 0;
  try {
    for (let number = onlyCase ?? 0; performance.now() - startedAt < budgetMs; number += 1) {
      const caseStartedAt = performance.now();
      try {
        await inTime(session.runCase(createSeededRandom(Math.imul(seed, 1_000_003) + number)));
      } catch (cause) {
        const again = `node test/fuzz/run.ts --target ${target.name} --seed ${seed} --case ${number}`;
        throw new Error(`${target.name}, case ${number} of seed ${seed}: ${String(cause)}\nSee it again: ${again}`, { cause });
      }
      slowestMs = Math.max(slowestMs, performance.now() - caseStartedAt);
      cases += 1;
      if (onlyCase !== undefined) break;
    }
  } finally {
    await session.close();
  }
  return { cases, slowestMs: Math.round(slowestMs) };
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it hangs: nothing after ${longestCaseMs} ms`)), longestCaseMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
