/** Computed seconds wander with rounding and with a clock that is corrected; a computer does not start anew so soon. */
const toleranceSeconds = 10;

/** Whether two of `bootIdentity` mean the same boot. */
export function isSameBoot(one: string, other: string): boolean {
  if (one === other) return true;
  const isComputed = /^\d+$/.test(one) && /^\d+$/.test(other);
  return isComputed && Math.abs(Number(one) - Number(other)) <= toleranceSeconds;
}
