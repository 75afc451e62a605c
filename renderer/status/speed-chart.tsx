import { useEffect, useState } from 'react';
import { windowStore } from '../store/store.ts';

const sampleCount = 16;
const sampleMs = 1000;
const barWidth = 3;
const barGap = 1;
const height = 12;

/** The speed of the last seconds, a bar for each. The number stands beside it, so it is hidden from screen readers. */
export function SpeedChart() {
  const [samples, setSamples] = useState<readonly number[]>([]);
  useEffect(() => {
    const timer = window.setInterval(() => {
      const speed = windowStore.getState().list.table.totals?.speedBytesPerSecond ?? 0;
      setSamples((known) => (speed === 0 && known.every((sample) => sample === 0) ? known : [...known, speed].slice(-sampleCount)));
    }, sampleMs);
    return () => window.clearInterval(timer);
  }, []);
  if (samples.every((sample) => sample === 0)) return null;
  return (
    <svg className="speed-chart" width={sampleCount * (barWidth + barGap) - barGap} height={height} aria-hidden="true">
      <path d={barsOf(samples)} />
    </svg>
  );
}

function barsOf(samples: readonly number[]): string {
  const highest = Math.max(...samples, 1);
  const first = sampleCount - samples.length;
  const bars = Array.from({ length: sampleCount }, (_, place) => {
    const barHeight = Math.max(1, Math.round(((samples[place - first] ?? 0) / highest) * height));
    return `M${place * (barWidth + barGap)} ${height}h${barWidth}v${-barHeight}h${-barWidth}z`;
  });
  return bars.join('');
}
