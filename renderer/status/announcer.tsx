import { useEffect, useState } from 'react';
import { say } from '../../shared/language/say.ts';
import type { Totals } from '../../shared/progress.ts';
import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { windowStore } from '../store/store.ts';
import './announcer.css';

const announceEveryMs = 20_000;

/** Tells screen readers how the queue as a whole stands: now and then while it moves, at once when it stops. Never row by row. */
export function Announcer() {
  const [words, setWords] = useState('');
  useEffect(() => {
    let announcedAt = 0;
    let wasMoving = false;
    return windowStore.subscribe((state, before) => {
      const { totals } = state.list.table;
      if (totals === null || totals === before.list.table.totals) return;
      if (totals.total === 0) setWords('');
      const isMoving = totals.active > 0;
      const isDue = isMoving && Date.now() - announcedAt >= announceEveryMs;
      if (!isDue && isMoving === wasMoving) return;
      wasMoving = isMoving;
      announcedAt = Date.now();
      setWords(summaryOf(totals));
    });
  }, []);
  return (
    <p className="announcer" role="status">
      {words}
    </p>
  );
}

function summaryOf(totals: Totals): string {
  if (totals.total === 0) return '';
  const sentence = batchSentence(totals);
  return totals.failed === 0 ? sentence : `${sentence} · ${say('{count} failed', { count: totals.failed })}`;
}
