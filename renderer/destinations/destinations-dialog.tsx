import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { DestinationId } from '../../shared/ids.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DestinationForm } from './destination-form.tsx';
import { DestinationItem } from './destination-item.tsx';
import './destinations-dialog.css';

type Page = { readonly kind: 'list' } | { readonly kind: 'add' } | { readonly kind: 'edit'; readonly destinationId: DestinationId };

/** The saved destinations, and a form for a new or a changed one in their place. */
export function DestinationsDialog() {
  const isOpen = useWindow((state) => state.dialog?.kind === 'destinations');
  if (!isOpen) return null;
  return (
    <Dialog title="Destinations" onClose={closeDialog}>
      <Pages />
    </Dialog>
  );
}

function Pages() {
  const destinations = useWindow((state) => state.destinations) ?? [];
  const [page, setPage] = useState<Page>({ kind: 'list' });
  const toList = (): void => setPage({ kind: 'list' });
  const toEdit = (destinationId: DestinationId): void => setPage({ kind: 'edit', destinationId });
  if (page.kind === 'add') return <DestinationForm key="add" destination={null} onAdded={toEdit} onClose={toList} />;
  if (page.kind === 'edit') {
    const destination = destinations.find((one) => one.destinationId === page.destinationId);
    if (destination !== undefined)
      return <DestinationForm key={page.destinationId} destination={destination} onAdded={toEdit} onClose={toList} />;
  }
  return (
    <>
      <ul className="destination-list">
        {destinations.map((destination) => (
          <DestinationItem key={destination.destinationId} destination={destination} onEdit={() => toEdit(destination.destinationId)} />
        ))}
      </ul>
      <footer className="destination-footer">
        <Button
          look="primary"
          label="Add destination…"
          icon={<Plus size={16} strokeWidth={1.5} />}
          onPress={() => setPage({ kind: 'add' })}
        />
      </footer>
    </>
  );
}
