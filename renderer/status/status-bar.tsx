import { formatCount } from '../../shared/text/format-count.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import { formatSpeed } from '../../shared/text/format-speed.ts';
import { totalsOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
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
        <span>{totals === null || totals.active === 0 ? 'Nothing moves' : formatSpeed(totals.speedBytesPerSecond)}</span>
      </div>
      <div className="status-overall">
        <ProgressBar
          name="Overall progress"
          percentage={percentage}
          tone={totals === null ? 'idle' : queueTone(totals)}
          valueText={formatPercentage(percentage)}
        />
        <span className="status-percentage">{hasFiles ? formatPercentage(percentage) : '–'}</span>
      </div>
      <p className="status-counts">{hasFiles ? countWords(totals) : 'No files'}</p>
    </footer>
  );
}

function countWords(totals: { active: number; waiting: number; queued: number; paused: number; failed: number }): string {
  const parts = [`${formatCount(totals.active)} active`, `${formatCount(totals.waiting + totals.queued)} waiting`];
  if (totals.paused > 0) parts.push(`${formatCount(totals.paused)} paused`);
  parts.push(`${formatCount(totals.failed)} failed`);
  return parts.join(' · ');
}
