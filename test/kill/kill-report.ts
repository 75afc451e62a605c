import { formatBytes } from '../../shared/text/format-bytes.ts';
import { formatCount } from '../../shared/text/format-count.ts';
import { killMomentKinds } from './kill-moment.ts';
import type { RoundResult } from './run-round.ts';

const head = [
  'Destination',
  'Rounds',
  'Kills',
  'Files',
  'Bytes',
  'Sent again, in flight at a kill',
  'Addresses lost with the process',
  'Lost, doubled, mixed, left over, or falsely done',
];

/** The results as a table in Markdown, one line for each destination. */
export function killReport(results: readonly RoundResult[]): string {
  const names = [...new Set(results.map(({ target }) => target))];
  const rows = names.map((name) =>
    rowOf(
      name,
      results.filter(({ target }) => target === name),
    ),
  );
  const kinds = killMomentKinds.map((kind) => {
    const count = results.reduce((sum, { kills }) => sum + kills.filter((one) => one === kind).length, 0);
    return `${kind} ${formatCount(count)}`;
  });
  return [
    line(head),
    line(head.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows,
    '',
    `Kills by moment: ${kinds.join(', ')}.`,
  ].join('\n');
}

function rowOf(name: string, results: readonly RoundResult[]): string {
  const sum = (countOf: (result: RoundResult) => number): number => results.reduce((total, result) => total + countOf(result), 0);
  // What nobody measured is not shown as 0.
  const isWired = results.every((result) => result.isWired);
  return line([
    name,
    formatCount(results.length),
    formatCount(sum(({ kills }) => kills.length)),
    formatCount(sum(({ files }) => files)),
    formatBytes(sum(({ bytes }) => bytes)),
    isWired ? formatBytes(sum(({ findings }) => findings.bytesSentAgain)) : '–',
    isWired ? formatCount(sum(({ findings }) => findings.lostAddresses.length)) : '–',
    formatCount(sum(({ violations }) => violations.length)),
  ]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
