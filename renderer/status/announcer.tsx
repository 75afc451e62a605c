import { useEffect, useState } from 'react';
import type { Totals } from '../../shared/progress.ts';
import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { formatCount } from '../../shared/text/format-count.ts';
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
  const failed = totals.failed === 0 ? '' : ` · ${formatCount(totals.failed)} failed`;
  return `${batchSentence(totals)}${failed}`;
}
