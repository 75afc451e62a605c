import { say } from '../../../shared/language/say.ts';
import { limitWords } from './limit-words.ts';
import { shadeOf } from './shade-of.ts';
import type { Limit } from './week.ts';

/** What the colours of the grid mean. */
export function Legend({ limits }: { readonly limits: readonly Limit[] }) {
  return (
    <ul className="timetable-legend" aria-label={say('Limits')}>
      {limits.map((limit) => (
        <li key={String(limit)} className="timetable-meaning">
          <span
            className="timetable-swatch"
            data-limit={limit === null ? 'none' : undefined}
            style={{ background: shadeOf(limit, limits) }}
            aria-hidden="true"
          />
          {limitWords(limit)}
        </li>
      ))}
    </ul>
  );
}
