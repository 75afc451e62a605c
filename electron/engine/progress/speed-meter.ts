/** Half of the weight of the average lies in the last two seconds: quick enough to notice a stop, slow enough to read. */
const halfLifeMs = 2_000;

export interface SpeedMeter {
  /** Bytes that moved since the last sample. */
  sample(bytes: number, nowMs: number): void;
  /** Bytes per second; null before there is half a second of facts. */
  speed(): number | null;
  reset(): void;
}

/** An exponential moving average over real time, so that irregular samples count as long as they took. */
export function createSpeedMeter(): SpeedMeter {
  let startedAt: number | null = null;
  let sampledAt = 0;
  let average = 0;
  let weight = 0;

  return {
    sample: (bytes, nowMs) => {
      if (startedAt === null) {
        startedAt = nowMs;
        sampledAt = nowMs;
        return;
      }
      const elapsedMs = nowMs - sampledAt;
      if (elapsedMs <= 0) return;
      const keep = 0.5 ** (elapsedMs / halfLifeMs);
      const perSecond = (Math.max(0, bytes) * 1000) / elapsedMs;
      average = average * keep + perSecond * (1 - keep);
      // Dividing by the weight gathered so far takes out the zero that the average began with.
      weight = weight * keep + (1 - keep);
      sampledAt = nowMs;
    },
    speed: () => (startedAt === null || sampledAt - startedAt < 500 || weight === 0 ? null : average / weight),
    reset: () => {
      startedAt = null;
      average = 0;
      weight = 0;
    },
  };
}

/** Whole seconds that `bytesLeft` take at `bytesPerSecond`; null where nobody can know. */
export function secondsLeftOf(bytesLeft: number, bytesPerSecond: number | null): number | null {
  if (bytesPerSecond === null || bytesPerSecond < 1) return null;
  return Math.ceil(bytesLeft / bytesPerSecond);
}
