import { readFileSync } from 'node:fs';
import type { Measurement } from './measurement.ts';

const lookEveryMs = 10;
/** Linux counts processor time in hundredths for everybody outside the kernel. */
const ticksPerSecond = 100;

export interface WatchedProcess {
  /** What was seen last; may be called twice. */
  stop(): Pick<Measurement, 'cpuSeconds' | 'peakBytes'>;
}

/** Looks at a process every ten milliseconds, so its last ones are missed; both numbers only grow. */
export function watchProcess(pid: number): WatchedProcess {
  let cpuSeconds = 0;
  let peakBytes = 0;
  const look = (): void => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      peakBytes = Math.max(peakBytes, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024);
      // The name before the last bracket may hold anything; user and system time are the 12th and 13th word after it.
      const words = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      cpuSeconds = Math.max(cpuSeconds, (Number(words[11]) + Number(words[12])) / ticksPerSecond);
    } catch {
      // It ended between two looks.
      clearInterval(timer);
    }
  };
  const timer = setInterval(look, lookEveryMs);
  return {
    stop() {
      clearInterval(timer);
      return { cpuSeconds, peakBytes };
    },
  };
}
