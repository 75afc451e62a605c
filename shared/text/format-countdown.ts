/** The time until `atMs` as a clock that runs down: `0:14`, `12:05`, `1:02:03`. `0:00` once it has come. Milliseconds since the epoch. */
export function formatCountdown(atMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((atMs - nowMs) / 1000));
  const clock = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  if (hours > 0) clock.unshift(hours);
  return clock.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
