const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar of so many cells, filled to eighths of a cell; full only at 100. */
export function progressBar(percentage: number, cells: number): string {
  const share = Math.min(100, Math.max(0, percentage)) / 100;
  const filledEighths = Math.floor(share * cells * 8);
  const full = Math.floor(filledEighths / 8);
  const part = eighths[filledEighths % 8] ?? '';
  return `${'█'.repeat(full)}${part}`.padEnd(cells, '░');
}
