import type { Comparison, ContestantResult, WorkResult } from './work-result.ts';
import { mostPeakBytes } from './works.ts';

const megabyte = 1_000_000;

/** One work as a table for people. */
export function reportOf(result: WorkResult): string {
  const rows = result.contestants.map(rowOf);
  const nameWidth = Math.max(6, ...result.contestants.map(({ name }) => name.length));
  const lines = [
    `${result.name}: ${result.files} file${result.files === 1 ? '' : 's'}, ${formatMebibytes(result.totalBytes)}, to ${result.server}`,
    ...(rows.length === 0 ? [] : [tableLine(nameWidth, ['client', 'wall s', 'min', 'max', 'CPU s', 'peak MB'])]),
    ...rows.map((row) => tableLine(nameWidth, row)),
    ...result.comparisons.map(comparisonLine),
    ...(result.gantryPeakBytes === null ? [] : [peakLine(result.gantryPeakBytes, result.isPeakMet === true)]),
    ...result.skipped.map((reason) => `  left out – ${reason}`),
    ...result.voided.map((reason) => `  VOID – ${reason.replaceAll('\n', '\n    ')}`),
  ];
  return `${lines.join('\n')}\n`;
}

function rowOf({ name, wallSeconds, cpuSeconds, peakBytes }: ContestantResult): readonly string[] {
  const seconds = [wallSeconds.median, wallSeconds.min, wallSeconds.max, cpuSeconds.median].map((value) => value.toFixed(2));
  return [name, ...seconds, (peakBytes.max / megabyte).toFixed(0)];
}

function tableLine(nameWidth: number, [name = '', ...columns]: readonly string[]): string {
  return `  ${name.padEnd(nameWidth)}${columns.map((column) => column.padStart(9)).join('')}`;
}

function comparisonLine({ peer, ratioOfMedians, medianOfPairs, cpuRatioOfMedians, mostTimesSlower, isMet }: Comparison): string {
  const aim = mostTimesSlower === null ? '' : `; aim ≤ ${mostTimesSlower.toFixed(2)}: ${isMet ? 'met' : 'MISSED'}`;
  const ratios = `${medianOfPairs.toFixed(2)} of pairs, ${ratioOfMedians.toFixed(2)} of medians, CPU ${cpuRatioOfMedians.toFixed(2)}`;
  return `  Gantry / ${peer}: ${ratios}${aim}`;
}

function peakLine(peakBytes: number, isMet: boolean): string {
  return `  Gantry's peak: ${(peakBytes / megabyte).toFixed(0)} MB; aim < ${mostPeakBytes / megabyte} MB: ${isMet ? 'met' : 'MISSED'}`;
}

function formatMebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MiB`;
}
