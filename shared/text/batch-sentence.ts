import type { BatchProgress, Totals } from '../progress.ts';
import { needsDecision } from './conflict-words.ts';
import { countOf } from './count-of.ts';
import { formatBytes } from './format-bytes.ts';
import { formatBytesPair } from './format-bytes-pair.ts';
import { formatCount } from './format-count.ts';
import { formatDuration } from './format-duration.ts';
import { formatSpeed } from './format-speed.ts';

/** What a batch and the whole queue have in common. */
export type SentenceFacts = Pick<
  Totals,
  | 'total'
  | 'successful'
  | 'skipped'
  | 'active'
  | 'waiting'
  | 'queued'
  | 'paused'
  | 'bytesTotal'
  | 'bytesSent'
  | 'speedBytesPerSecond'
  | 'secondsLeft'
> &
  Partial<Pick<BatchProgress, 'isScanning' | 'conflicts'>>;

/**
 * A batch or the whole queue in one sentence: `1,204 of 1,942 files · 88.1 of 142 GB · 41 MB/s · about 22 min`.
 * Without a speed it says why: scanning, calculating, waiting or paused.
 */
export function batchSentence(facts: SentenceFacts): string {
  const arrived = facts.successful + facts.skipped;
  const isOnlyScanning = facts.isScanning === true && arrived === 0 && facts.active === 0;
  const parts = [
    isOnlyScanning ? `Scanning… ${countOf(facts.total, 'file')}` : `${formatCount(arrived)} of ${countOf(facts.total, 'file')}`,
  ];
  // Empty files alone have no bytes to speak of.
  if (facts.bytesTotal > 0) parts.push(isOnlyScanning ? formatBytes(facts.bytesTotal) : formatBytesPair(facts.bytesSent, facts.bytesTotal));
  if (facts.isScanning === true && !isOnlyScanning) parts.push('still scanning');
  return [...parts, ...pace(facts)].join(' · ');
}

function pace(facts: SentenceFacts): readonly string[] {
  if (facts.active > 0) {
    if (facts.speedBytesPerSecond === null) return ['calculating'];
    const speed = formatSpeed(facts.speedBytesPerSecond);
    if (facts.isScanning === true) return [speed];
    return [speed, facts.secondsLeft === null ? 'calculating' : formatDuration(facts.secondsLeft)];
  }
  if ((facts.conflicts?.looking ?? 0) > 0 && facts.isScanning !== true) return ['looks at what is there'];
  if (facts.waiting > 0) return ['waiting'];
  if (needsDecision(facts.conflicts)) return ['needs your decision'];
  if (facts.paused > 0 && facts.queued === 0) return ['paused'];
  return [];
}
