import type { Tone } from '../../shared/text/tone.ts';
import './progress-bar.css';

export interface ProgressBarProps {
  readonly name: string;
  /** 0 to 100. */
  readonly percentage: number;
  readonly tone: Tone;
  /** Said instead of the bare number. */
  readonly valueText?: string;
}

export function ProgressBar({ name, percentage, tone, valueText }: ProgressBarProps) {
  return (
    <div
      className={`progress-bar tone-${tone}`}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percentage}
      aria-valuetext={valueText}
    >
      <div className="progress-bar-fill" style={{ transform: `scaleX(${percentage / 100})` }} />
    </div>
  );
}
