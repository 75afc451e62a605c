import type { BarSegment } from './bar-segment.ts';
import './progress-bar.css';

export interface SegmentedBarProps {
  readonly name: string;
  readonly percentage: number;
  readonly valueText: string;
  /** From left to right. */
  readonly segments: readonly BarSegment[];
}

export function SegmentedBar({ name, percentage, valueText, segments }: SegmentedBarProps) {
  let start = 0;
  return (
    <div
      className="segmented-bar"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percentage}
      aria-valuetext={valueText}
    >
      {segments.map(({ kind, share }) => {
        const transform = `translateX(${start * 100}%) scaleX(${share})`;
        start += share;
        return <div key={kind} className={`segment segment-${kind}`} style={{ transform }} />;
      })}
    </div>
  );
}
