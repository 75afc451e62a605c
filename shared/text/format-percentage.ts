/** 0 to 100 as `62 %`, rounded down: 100 % is for what is done. */
export function formatPercentage(percentage: number): string {
  return `${Math.floor(Math.min(100, Math.max(0, percentage)))} %`;
}
