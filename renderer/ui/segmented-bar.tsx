import { say } from '../../shared/language/say.ts';
import type { BarSegment } from './bar-segment.ts';
import './progress-bar.css';

export interface SegmentedBarProps {
  readonly name: string;
  readonly percentage: number;
  readonly valueText: string;
  /** From left to right. */
  readonly segments: readonly BarSegment[];
  /** Nobody knows yet how much there is. */
  readonly isIndeterminate?: boolean;
}

export function SegmentedBar({ name, percentage, valueText, segments, isIndeterminate = false }: SegmentedBarProps) {
  let start = 0;
  return (
    <div
      className={isIndeterminate ? 'segmented-bar segmented-bar-indeterminate' : 'segmented-bar'}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={isIndeterminate ? undefined : percentage}
      aria-valuetext={isIndeterminate ? say('Scanning') : valueText}
    >
      {segments.map(({ kind, share }) => {
        const transform = `translateX(${start * 100}%) scaleX(${share})`;
        start += share;
        return <div key={kind} className={`segment segment-${kind}`} style={{ transform }} />;
      })}
    </div>
  );
}
