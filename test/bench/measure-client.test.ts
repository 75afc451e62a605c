import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';
import type { Meter } from './find-meter.ts';
import { findMeter } from './find-meter.ts';
import { measureClient } from './measure-client.ts';

// Long enough to be looked at several times, with a known amount of memory that is really used.
const client =
  'const held = Buffer.alloc(100e6, 1); const end = process.cpuUsage().user + 200e3; while (process.cpuUsage().user < end); process.exit(held[5] + 4);';
const meters: readonly Meter[] = process.platform === 'linux' ? [findMeter(), { kind: 'proc' }] : [findMeter()];
let scratch: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeEach(async () => {
  scratch = await temporaryDirectory();
});
afterEach(() => scratch.remove());

describe.each(meters)('measureClient with $kind', (meter) => {
  it('tells what a client used and how it ended', async () => {
    const command = { program: process.execPath, arguments: ['-e', client] };
    const run = await measureClient(command, meter, scratch.path, new AbortController().signal);
    expect(run.exitCode).toBe(5);
    expect(run.cpuSeconds).toBeGreaterThan(0.15);
    expect(run.wallSeconds).toBeGreaterThan(0.15);
    expect(run.peakBytes).toBeGreaterThan(110e6);
    expect(run.peakBytes).toBeLessThan(400e6);
  });

  it('keeps the last words of a client that fails', async () => {
    const command = { program: process.execPath, arguments: ['-e', 'console.error("no such luck"); process.exit(3)'] };
    expect(await measureClient(command, meter, scratch.path, new AbortController().signal)).toMatchObject({
      exitCode: 3,
      said: 'no such luck',
    });
  });

  it('kills the client when it is interrupted', async () => {
    const interruption = new AbortController();
    const command = { program: process.execPath, arguments: ['-e', 'console.error("up"); setTimeout(() => undefined, 600e3)'] };
    const running = measureClient(command, meter, scratch.path, interruption.signal);
    interruption.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
