import { closeDialog } from '../store/destination-actions.ts';
import { useWindow } from '../store/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AddDestinationForm } from './add-destination-form.tsx';
import { DestinationItem } from './destination-item.tsx';
import './destinations-dialog.css';

/** The saved destinations, and a form for another one. */
export function DestinationsDialog() {
  const isOpen = useWindow((state) => state.dialog?.kind === 'destinations');
  const destinations = useWindow((state) => state.destinations);
  if (!isOpen) return null;
  return (
    <Dialog title="Destinations" onClose={closeDialog}>
      <ul className="destination-list">
        {(destinations ?? []).map((destination) => (
          <DestinationItem key={destination.destinationId} destination={destination} />
        ))}
      </ul>
      <AddDestinationForm />
    </Dialog>
  );
}
