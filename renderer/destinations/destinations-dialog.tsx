import { Import, Plus } from 'lucide-react';
import { useState } from 'react';
import type { DestinationId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { closeDialog } from '../store/destination-actions.ts';
import type { DestinationsPage } from '../store/destinations-page.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DestinationForm } from './destination-form.tsx';
import { DestinationItem } from './destination-item.tsx';
import { ImportPage } from './import-page.tsx';
import './destinations-dialog.css';

/** The saved destinations, and a form for a new or a changed one in their place. */
export function DestinationsDialog() {
  const dialog = useWindow((state) => state.dialog);
  if (dialog?.kind !== 'destinations') return null;
  return (
    <Dialog title={say('Destinations')} onClose={closeDialog}>
      <Pages first={dialog.page} />
    </Dialog>
  );
}

function Pages({ first }: { readonly first: DestinationsPage }) {
  const destinations = useWindow((state) => state.destinations) ?? [];
  const [page, setPage] = useState(first);
  // Whoever came for one form goes back to where they were.
  const toList = (): void => (first.kind === 'edit' ? closeDialog() : setPage({ kind: 'list' }));
  const toEdit = (destinationId: DestinationId, at: 'name' | 'sign-in' = 'name'): void => setPage({ kind: 'edit', destinationId, at });
  if (page.kind === 'add') return <DestinationForm key="add" destination={null} onAdded={toEdit} onClose={toList} />;
  if (page.kind === 'edit') {
    const destination = destinations.find((one) => one.destinationId === page.destinationId);
    if (destination !== undefined)
      return <DestinationForm key={page.destinationId} destination={destination} at={page.at} onAdded={toEdit} onClose={toList} />;
  }
  if (page.kind === 'import') return <ImportPage onSignIn={(destinationId) => toEdit(destinationId, 'sign-in')} onClose={toList} />;
  return (
    <>
      <ul className="destination-list">
        {destinations.map((destination) => (
          <DestinationItem
            key={destination.destinationId}
            destination={destination}
            onEdit={() => toEdit(destination.destinationId)}
            onSignIn={() => toEdit(destination.destinationId, 'sign-in')}
          />
        ))}
      </ul>
      <footer className="dialog-footer">
        <Button
          look="primary"
          label={say('Add destination…')}
          icon={<Plus size={16} strokeWidth={1.5} />}
          onPress={() => setPage({ kind: 'add' })}
        />
        <Button label={say('Import…')} icon={<Import size={16} strokeWidth={1.5} />} onPress={() => setPage({ kind: 'import' })} />
      </footer>
    </>
  );
}
