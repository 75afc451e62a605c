import type { HTMLAttributes } from 'react';
import { say } from '../../shared/language/say.ts';
import './empty-grid.css';

/** A window without files has its list all the same, so that whoever looks for it by role finds it and learns that it is empty. */
export function EmptyGrid() {
  return (
    <table className="empty-grid" {...semantics()}>
      <tbody>
        <tr aria-rowindex={1}>
          <th scope="col">{say('Name')}</th>
          <th scope="col">{say('Size')}</th>
          <th scope="col">{say('Progress')}</th>
          <th scope="col">{say('State')}</th>
        </tr>
      </tbody>
    </table>
  );
}

function semantics(): HTMLAttributes<HTMLTableElement> {
  return { role: 'grid', 'aria-label': say('Uploads'), 'aria-rowcount': 1 };
}
