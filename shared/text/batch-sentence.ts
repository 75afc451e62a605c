import { say } from '../language/say.ts';
import { sayCount } from '../language/say-count.ts';
import type { BatchProgress, Totals } from '../progress.ts';
import { conditionReasonWords } from './condition-words.ts';
import { needsDecision } from './conflict-words.ts';
import { formatBytes } from './format-bytes.ts';
import { formatBytesPair } from './format-bytes-pair.ts';
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
  Partial<Pick<BatchProgress, 'isScanning' | 'conflicts'> & Pick<Totals, 'condition'>> & {
    /** All of it waits for its destination, or for the disk of the queue. */
    readonly isHeld?: boolean;
  };

/**
 * A batch or the whole queue in one sentence: `1,204 of 1,942 files · 88.1 of 142 GB · 41 MB/s · about 22 min left`.
 * Without a speed it says why: scanning, calculating, held, waiting or paused.
 */
export function batchSentence(facts: SentenceFacts): string {
  const arrived = facts.successful + facts.skipped;
  const isOnlyScanning = facts.isScanning === true && arrived === 0 && facts.active === 0;
  const parts = [
    isOnlyScanning
      ? sayCount(facts.total, 'Scanning… {count} file', 'Scanning… {count} files')
      : sayCount(facts.total, '{arrived} of {count} file', '{arrived} of {count} files', { arrived }),
  ];
  // Empty files alone have no bytes to speak of.
  if (facts.bytesTotal > 0) parts.push(isOnlyScanning ? formatBytes(facts.bytesTotal) : formatBytesPair(facts.bytesSent, facts.bytesTotal));
  if (facts.isScanning === true && !isOnlyScanning) parts.push(say('still scanning'));
  return [...parts, ...pace(facts)].join(' · ');
}

function pace(facts: SentenceFacts): readonly string[] {
  if (facts.active > 0) {
    if (facts.speedBytesPerSecond === null) return [say('calculating')];
    const speed = formatSpeed(facts.speedBytesPerSecond);
    if (facts.isScanning === true) return [speed];
    return [speed, facts.secondsLeft === null ? say('calculating') : say('{time} left', { time: formatDuration(facts.secondsLeft) })];
  }
  const { conflicts, condition } = facts;
  // Nobody looks at anything for a file that is paused, or is to wait anyway; and what waits for a person does so whatever else there is.
  const goesOnAlone = facts.waiting + facts.queued > (conflicts?.asked ?? 0);
  if (goesOnAlone && condition?.effect === 'pause') return [say('waits: {reason}', { reason: conditionReasonWords(condition.reason) })];
  if (goesOnAlone && facts.isHeld === true) return [say('waiting')];
  if (facts.queued > 0 && (conflicts?.looking ?? 0) > 0 && facts.isScanning !== true) return [say('looks at what is there')];
  if (facts.waiting > 0) return [say('waiting')];
  if (needsDecision(conflicts)) return [say('needs your decision')];
  if (facts.paused > 0 && facts.queued === 0) return [say('paused')];
  return [];
}
