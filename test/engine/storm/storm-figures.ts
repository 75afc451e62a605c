import type { StormRequest } from './storm-server.ts';

export interface StormFigures {
  /** All requests while the storm lasted. */
  readonly requests: number;
  /** The most that came within one second. */
  readonly peakPerSecond: number;
  /** The same, without the first second of the storm, in which those that were on their way hear of it. */
  readonly peakAfterFirstSecond: number;
  /** Those that came although the server had asked for silence. */
  readonly tooEarly: number;
}

/** What a server saw between two moments (milliseconds since the epoch). */
export function stormFiguresOf(requests: readonly StormRequest[], from: number, to: number): StormFigures {
  const within = requests.filter(({ at }) => at >= from && at < to);
  const times = within.map(({ at }) => at);
  return {
    requests: within.length,
    peakPerSecond: mostWithinASecond(times),
    peakAfterFirstSecond: mostWithinASecond(times.filter((at) => at >= from + 1_000)),
    tooEarly: requests.filter(({ isTooEarly }) => isTooEarly).length,
  };
}

/** The most of these moments, which are in order, that lie in any stretch of one second. */
function mostWithinASecond(times: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - 1_000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
