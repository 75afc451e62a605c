import { Trash } from 'lucide-react';
import { useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { UnfinishedRow } from '../../shared/unfinished.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { useWindow } from '../store/store.ts';
import type { OpenDialog } from '../store/window-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { UnfinishedItem } from './unfinished-item.tsx';
import type { Unfinished } from './use-unfinished.ts';
import { useUnfinished } from './use-unfinished.ts';
import './unfinished-dialog.css';

/** What a destination keeps of uploads that never ended: whose each is, and the way to be rid of it. */
export function UnfinishedDialog() {
  const dialog = useWindow((state) => state.dialog);
  return dialog?.kind === 'unfinished' ? <OpenUnfinished dialog={dialog} /> : null;
}

function OpenUnfinished({ dialog }: { readonly dialog: Extract<OpenDialog, { kind: 'unfinished' }> }) {
  const unfinished = useUnfinished(dialog.destinationId);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const rows = Array.isArray(unfinished.rows) ? (unfinished.rows as readonly UnfinishedRow[]) : [];
  const chosen = rows.filter(({ unfinishedId, owner }) => owner !== 'queue' && marked.has(unfinishedId));

  const toggle = (unfinishedId: string): void => {
    const next = new Set(marked);
    if (!next.delete(unfinishedId)) next.add(unfinishedId);
    setMarked(next);
  };
  const remove = (): void => {
    setMarked(new Set());
    unfinished.remove(chosen.map(({ unfinishedId }) => unfinishedId));
  };

  return (
    <Dialog
      title={say('Unfinished uploads at {name}', { name: visibleText(destinationTitle(dialog.destinationName)) })}
      onClose={closeDialog}
    >
      <div className="unfinished">
        {rows.length === 0 ? <p className="unfinished-empty">{emptyWords(unfinished.rows)}</p> : null}
        <ul className="unfinished-list">
          {rows.map((row) => (
            <UnfinishedItem
              key={row.unfinishedId}
              row={row}
              isMarked={row.owner !== 'queue' && marked.has(row.unfinishedId)}
              isDisabled={unfinished.isRemoving}
              onToggle={toggle}
            />
          ))}
        </ul>
      </div>
      <footer className="dialog-footer">
        <p className={`unfinished-words ${unfinished.isFailed ? 'ink-failed' : ''}`} role="status">
          {unfinished.words ?? sumWords(rows)}
        </p>
        <Button
          look="outlined"
          label={say('Remove selected')}
          icon={<Trash size={16} strokeWidth={1.5} />}
          isDisabled={chosen.length === 0 || unfinished.isRemoving}
          onPress={remove}
        />
      </footer>
    </Dialog>
  );
}

function emptyWords(rows: Unfinished['rows']): string {
  if (rows === 'asking') return say('Asking the destination…');
  if (rows === 'none-kept') return say('This destination keeps no unfinished uploads that can be listed.');
  return rows === null ? say('It could not be asked.') : say('Every upload that was begun here has ended.');
}

function sumWords(rows: readonly UnfinishedRow[]): string {
  if (rows.length === 0) return '';
  const known = rows.map(({ storedBytes }) => storedBytes).filter((bytes) => bytes !== null);
  const sum = known.reduce((total, bytes) => total + bytes, 0);
  if (known.length === 0) return sayCount(rows.length, '{count} upload', '{count} uploads');
  const size = formatBytes(sum);
  return known.length < rows.length
    ? sayCount(rows.length, '{count} upload with {size} or more', '{count} uploads with {size} or more', { size })
    : sayCount(rows.length, '{count} upload with {size}', '{count} uploads with {size}', { size });
}
