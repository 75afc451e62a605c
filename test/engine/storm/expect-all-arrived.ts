import { expect } from 'vitest';
import type { StormUnderTest } from './start-storm.ts';
import { concurrency, minute } from './start-storm.ts';
import { stormFiguresOf } from './storm-figures.ts';

/** Waits for the rest of the batch, looks at every file, and shows the figures. */
export async function expectAllArrived(
  name: string,
  { test, server }: StormUnderTest,
  count: number,
  from: number,
  to: number,
): Promise<void> {
  await test.until(() => test.batch().processed === count, 60 * minute);
  const doneMs = test.clock.now() - to;
  const figures = stormFiguresOf(server.requests, from, to);
  const mostAttempts = Math.max(...test.files().map(({ attempt }) => attempt));
  console.info(`storm, ${name}: ${JSON.stringify({ files: count, ...figures, mostAtOnce: server.mostAtOnce, mostAttempts, doneMs })}`);
  expect(test.batch()).toMatchObject({ total: count, successful: count, failed: 0, status: 'completed' });
  expect([server.arrived.size, Math.max(...server.arrived.values())]).toEqual([count, 1]);
  expect(figures.tooEarly).toBe(0);
  // The slots, and one probe: never more at once, also not when the server comes back.
  expect(server.mostAtOnce).toBeLessThanOrEqual(concurrency + 1);
  // The longest pause between two looks, its spread, and the time that the files themselves take.
  expect(doneMs).toBeLessThan(2 * minute + (count / concurrency) * 3 * server.latencyMs);
}
