import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { hottestPath } from './hottest-path.ts';

/** One stretch in which the event loop did not come round. */
export interface Gap {
  readonly ms: number;
  /** Of that, what the main thread spent on a processor; the rest it waited for the disk, or for other processes. */
  readonly processorMs: number;
  /** From the outside in: what most of that time went into. */
  readonly path: readonly string[];
}

export interface PhaseReport {
  readonly name: string;
  readonly tookMs: number;
  /** The longest first. */
  readonly gaps: readonly Gap[];
  readonly peakBytes: number;
}

interface RawGap {
  readonly startMicroseconds: number;
  readonly endMicroseconds: number;
  readonly processorMs: number;
}

const beatMs = 5;
/** Shorter ones are not kept. */
const leastGapMs = 15;
const keptGaps = 4;
const sampleMicroseconds = 500;

/** Runs a piece of work and notes when the event loop stood still meanwhile, and in what. */
export async function watchLoop(name: string, work: () => Promise<void>): Promise<PhaseReport> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: sampleMicroseconds });
  await session.post('Profiler.start');
  const gaps: RawGap[] = [];
  let peakBytes = process.memoryUsage.rss();
  let beats = 0;
  let last = nowMicroseconds();
  let lastUsage = process.threadCpuUsage();
  const beat = (): void => {
    const now = nowMicroseconds();
    const usage = process.threadCpuUsage();
    if (now - last > (leastGapMs + beatMs) * 1_000) {
      const processorMs = (usage.user + usage.system - lastUsage.user - lastUsage.system) / 1_000;
      gaps.push({ startMicroseconds: last, endMicroseconds: now, processorMs });
    }
    beats += 1;
    if (beats % 8 === 0) peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
    last = now;
    lastUsage = usage;
  };
  const timer = setInterval(beat, beatMs);
  const startedAt = performance.now();
  try {
    await work();
  } finally {
    // The last stretch ends only when the loop comes round once more.
    await new Promise((resolve) => setTimeout(resolve, 2 * beatMs));
    clearInterval(timer);
  }
  const tookMs = performance.now() - startedAt;
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { name, tookMs, peakBytes: Math.max(peakBytes, process.memoryUsage.rss()), gaps: longest(gaps, profile) };
}

function longest(gaps: readonly RawGap[], profile: Profiler.Profile): readonly Gap[] {
  return gaps
    .toSorted((a, b) => b.endMicroseconds - b.startMicroseconds - (a.endMicroseconds - a.startMicroseconds))
    .slice(0, keptGaps)
    .map(({ startMicroseconds, endMicroseconds, processorMs }) => ({
      ms: (endMicroseconds - startMicroseconds) / 1_000 - beatMs,
      processorMs,
      path: hottestPath(profile, startMicroseconds, endMicroseconds),
    }));
}

function nowMicroseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
