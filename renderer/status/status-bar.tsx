import { say } from '../../shared/language/say.ts';
import type { Totals } from '../../shared/progress.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import { formatSpeed } from '../../shared/text/format-speed.ts';
import { totalsOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ConditionNote } from './condition-note.tsx';
import { LimitWords } from './limit-words.tsx';
import { queueTone } from './queue-tone.ts';
import { SpeedChart } from './speed-chart.tsx';
import './status-bar.css';

/** The whole queue in one line: speed, the overall bar, and how many files move, wait and failed. */
export function StatusBar() {
  const totals = useWindow(totalsOf);
  const percentage = totals?.progressPercentage ?? 0;
  const hasFiles = totals !== null && totals.total > 0;
  return (
    <footer className="status-bar">
      <div className="status-speed">
        <SpeedChart />
        <span>{totals === null ? '' : speedWords(totals)}</span>
        <ConditionNote />
        <LimitWords />
      </div>
      <div className="status-overall" hidden={totals !== null && !hasFiles}>
        <ProgressBar
          name={say('Overall progress')}
          percentage={percentage}
          tone={totals === null ? 'idle' : queueTone(totals)}
          valueText={formatPercentage(percentage)}
        />
        <span className="status-percentage">{hasFiles ? formatPercentage(percentage) : ''}</span>
      </div>
      <p className="status-counts">{hasFiles ? countWords(totals) : say('No files')}</p>
    </footer>
  );
}

function speedWords(totals: Totals): string {
  if (totals.active > 0) return formatSpeed(totals.speedBytesPerSecond);
  // Why it stands is said beside it.
  if (totals.condition?.effect === 'pause' && totals.waiting + totals.queued > 0) return '';
  if (totals.waiting + totals.queued > 0) return say('Waiting');
  return say(totals.paused > 0 ? 'Paused' : 'Idle');
}

/** What is under way and what is wrong; once nothing is under way, what is done. */
function countWords(totals: Totals): string {
  const counts = [
    ['{count} active', totals.active],
    ['{count} waiting', totals.waiting + totals.queued],
    ['{count} paused', totals.paused],
  ] as const;
  const underWay = counts.filter(([, count]) => count > 0).map(([text, count]) => say(text, { count }));
  const shown = underWay.length > 0 ? underWay : [say('{count} done', { count: totals.successful + totals.skipped })];
  if (underWay.length === 0 && totals.cancelled > 0) shown.push(say('{count} cancelled', { count: totals.cancelled }));
  if (totals.failed > 0) shown.push(say('{count} failed', { count: totals.failed }));
  return shown.join(' · ');
}
