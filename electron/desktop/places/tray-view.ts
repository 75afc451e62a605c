import type { MenuItemConstructorOptions } from 'electron';
import type { BatchId } from '../../../shared/ids.ts';
import { say } from '../../../shared/language/say.ts';
import { sayCount } from '../../../shared/language/say-count.ts';
import type { BatchProgress, Totals } from '../../../shared/progress.ts';
import { conditionWords } from '../../../shared/text/condition-words.ts';
import { destinationTitle } from '../../../shared/text/destination-title.ts';
import { formatDuration } from '../../../shared/text/format-duration.ts';
import { formatPercentage } from '../../../shared/text/format-percentage.ts';
import { formatSpeed } from '../../../shared/text/format-speed.ts';
import { holdWords } from '../../../shared/text/hold-words.ts';
import { withoutFingerprints } from '../../../shared/text/without-fingerprints.ts';
import { canResume } from '../can-resume.ts';
import { isStanding } from '../is-standing.ts';
import { partOfFiles } from '../part-of-files.ts';
import { foreignText } from './foreign-text.ts';
import type { TrayMark } from './tray-picture.ts';

/** What Windows shows of a tooltip. */
const longestTooltip = 127;
const recentCount = 5;

export interface TrayActions {
  pauseAll(): void;
  resumeAll(): void;
  retryFailed(): void;
  /** `batchId`: what is to be looked at; null: the window as it is. */
  show(batchId: BatchId | null): void;
  quit(): void;
}

/** What the tray shows, before any system has it. */
export interface TrayView {
  readonly tooltip: string;
  readonly mark: TrayMark;
  readonly menu: readonly MenuItemConstructorOptions[];
}

/** The queue as the tray shows it: how far it is, what can be done, and how the last five batches ended. */
export function trayView(totals: Totals, batches: readonly BatchProgress[], actions: TrayActions): TrayView {
  const { active, queued, waiting, paused, failed } = totals;
  const isOver = active + queued + waiting + paused === 0;
  const recent = batches
    .filter(({ settledAt, isScanning }) => settledAt !== null && !isScanning)
    .sort((one, other) => (other.settledAt ?? 0) - (one.settledAt ?? 0))
    .slice(0, recentCount);
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const menu: MenuItemConstructorOptions[] = [
    { label: menuText(stateLine(totals)), enabled: false },
    { label: say('Pause all'), enabled: active + queued + waiting > 0, click: () => actions.pauseAll() },
    { label: say('Resume all'), enabled: canResume(totals), click: () => actions.resumeAll() },
    ...(failed > 0 ? [{ label: say('Retry failed ({count})', { count: failed }), click: () => actions.retryFailed() }] : []),
    separator,
    ...recent.map((batch) => ({
      // So that another batch of the same words is another item.
      id: batch.batchId,
      label: menuText(`${foreignText(batch.name)}: ${endOf(batch)}`),
      click: () => actions.show(batch.batchId),
    })),
    ...(recent.length > 0 ? [separator] : []),
    { label: say('Show Gantry'), click: () => actions.show(null) },
    { label: say('Quit Gantry'), click: () => actions.quit() },
  ];
  return {
    tooltip: Array.from(`Gantry · ${stateLine(totals)}${isOver ? '' : ` · ${filesOf(totals)}`}`)
      .slice(0, longestTooltip)
      .join(''),
    mark: failed > 0 ? 'failed' : isStanding(totals) ? 'paused' : 'none',
    menu,
  };
}

function stateLine(totals: Totals): string {
  const failed = totals.failed > 0 ? ` · ${say('{count} failed', { count: totals.failed })}` : '';
  return `${motionOf(totals)}${failed}`;
}

function motionOf(totals: Totals): string {
  const { active, queued, waiting, paused, total, held, condition, progressPercentage, speedBytesPerSecond, secondsLeft } = totals;
  const percentage = formatPercentage(progressPercentage);
  if (active > 0) {
    const slow = condition === undefined ? '' : ` · ${conditionWords(condition)}`;
    if (speedBytesPerSecond === null) return `${percentage}${slow}`;
    const left = secondsLeft === null ? '' : ` · ${formatDuration(secondsLeft)}`;
    return `${percentage} · ${formatSpeed(speedBytesPerSecond)}${left}${slow}`;
  }
  const [first] = held;
  if (waiting + queued > 0) {
    // It holds all of them, whatever holds one destination besides.
    if (condition?.effect === 'pause') return `${percentage} · ${conditionWords(condition)}`;
    if (first === undefined) return `${percentage} · ${say('waiting')}`;
    const { title } = holdWords(first.reason, withoutFingerprints(first.error));
    return `${percentage} · ${foreignText(destinationTitle(first.destinationName), 24)}: ${foreignText(title, 60)}`;
  }
  if (paused > 0) return say('Paused at {percentage}', { percentage });
  return total === 0 ? say('Nothing to upload') : say('Nothing left to upload');
}

function filesOf({ successful, skipped, total }: Totals): string {
  return partOfFiles(successful + skipped, total);
}

function endOf({ failed, refused, successful, skipped, total }: BatchProgress): string {
  const arrived = successful + skipped;
  if (failed > 0) return sayCount(total, '{failed} of {count} file failed', '{failed} of {count} files failed', { failed });
  if (refused > 0) return say('{count} not added', { count: refused });
  if (arrived === 0) return say('cancelled');
  return arrived === total
    ? sayCount(total, '{count} file arrived', '{count} files arrived')
    : sayCount(total, '{arrived} of {count} file arrived', '{arrived} of {count} files arrived', { arrived });
}

/** In a menu `&` would underline the letter after it. */
function menuText(text: string): string {
  return text.replaceAll('&', '&&');
}
