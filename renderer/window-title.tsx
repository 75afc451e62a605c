import { formatPercentage } from '../shared/text/format-percentage.ts';
import { totalsOf } from './store/selectors.ts';
import { useWindow } from './store/store.ts';

/** The window's title, with how far everything is while something is under way. */
export function WindowTitle() {
  const title = useWindow((state) => {
    const totals = totalsOf(state);
    const isUnderWay = totals !== null && totals.active + totals.waiting + totals.queued + totals.paused > 0;
    return isUnderWay ? `${formatPercentage(totals.progressPercentage)} – Gantry` : 'Gantry';
  });
  return <title>{title}</title>;
}
