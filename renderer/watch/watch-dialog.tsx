import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { WatchId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import type { WatchedFolder } from '../../shared/watched-folder.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { useWindow } from '../store/store.ts';
import { removeWatchedFolder, setWatchOn } from '../store/watch-actions.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWatchedFolders } from './use-watched-folders.ts';
import { WatchForm } from './watch-form.tsx';
import { WatchItem } from './watch-item.tsx';
import './watch-dialog.css';

/** The folders whose new files are sent by themselves, and a form for one more in their place. */
export function WatchDialog() {
  const isOpen = useWindow((state) => state.dialog?.kind === 'watched-folders');
  return isOpen ? (
    <Dialog title={say('Watched folders')} onClose={closeDialog}>
      <Pages />
    </Dialog>
  ) : null;
}

/** `backFrom`: the form of which one was closed. */
type Page =
  | { readonly kind: 'list'; readonly backFrom: WatchId | 'new' | null }
  | { readonly kind: 'form'; readonly folder: WatchedFolder | null };

function Pages() {
  const { folders, problem, act } = useWatchedFolders();
  const [page, setPage] = useState<Page>({ kind: 'list', backFrom: null });
  const footer = useRef<HTMLElement>(null);
  useEffect(() => {
    // What was pressed in the form is gone with it.
    if (page.kind === 'list' && page.backFrom === 'new') footer.current?.querySelector('button')?.focus();
  }, [page]);
  if (page.kind === 'form') {
    const { folder } = page;
    return <WatchForm folder={folder} onClose={() => setPage({ kind: 'list', backFrom: folder?.watchId ?? 'new' })} />;
  }
  return (
    <>
      <div className="watch-folders">
        {folders?.length === 0 ? (
          <p className="watch-empty">{say('What comes into a watched folder is sent by itself, once nothing writes to it any more.')}</p>
        ) : null}
        <ul className="watch-list">
          {(folders ?? []).map((folder) => (
            <WatchItem
              key={folder.watchId}
              folder={folder}
              takesFocus={folder.watchId === page.backFrom}
              onEdit={() => setPage({ kind: 'form', folder })}
              onSwitch={() => act(setWatchOn(folder.watchId, !folder.isOn))}
              onRemove={() => act(removeWatchedFolder(folder.watchId))}
            />
          ))}
        </ul>
      </div>
      <footer ref={footer} className="dialog-footer">
        <Button
          look="primary"
          label={say('Watch a folder…')}
          icon={<Plus size={16} strokeWidth={1.5} />}
          onPress={() => setPage({ kind: 'form', folder: null })}
        />
        <p className="watch-problem ink-failed" role="status">
          {problem}
        </p>
      </footer>
    </>
  );
}
