import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../shared/language/say.ts';
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

function Pages() {
  const { folders, problem, act } = useWatchedFolders();
  const [page, setPage] = useState<'list' | 'form' | 'list again'>('list');
  const footer = useRef<HTMLElement>(null);
  useEffect(() => {
    // What was pressed in the form is gone with it.
    if (page === 'list again') footer.current?.querySelector('button')?.focus();
  }, [page]);
  if (page === 'form') return <WatchForm onClose={() => setPage('list again')} />;
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
              onSwitch={() => act(setWatchOn(folder.watchId, !folder.isOn))}
              onRemove={() => act(removeWatchedFolder(folder.watchId))}
            />
          ))}
        </ul>
      </div>
      <footer ref={footer} className="watch-footer">
        <Button look="primary" label={say('Watch a folder…')} icon={<Plus size={16} strokeWidth={1.5} />} onPress={() => setPage('form')} />
        <p className="watch-problem ink-failed" role="status">
          {problem}
        </p>
      </footer>
    </>
  );
}
