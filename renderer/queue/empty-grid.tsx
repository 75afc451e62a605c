import type { HTMLAttributes } from 'react';
import './empty-grid.css';

/** A window without files has its list all the same, so that whoever looks for it by role finds it and learns that it is empty. */
export function EmptyGrid() {
  return (
    <table className="empty-grid" {...semantics}>
      <tbody>
        <tr aria-rowindex={1}>
          <th scope="col">Name</th>
          <th scope="col">Size</th>
          <th scope="col">Progress</th>
          <th scope="col">State</th>
        </tr>
      </tbody>
    </table>
  );
}

const semantics: HTMLAttributes<HTMLTableElement> = { role: 'grid', 'aria-label': 'Uploads', 'aria-rowcount': 1 };
