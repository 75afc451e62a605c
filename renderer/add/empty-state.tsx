import { Upload } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { openDestinationsAt } from '../store/destination-actions.ts';
import { chosenDestinationOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import { Said } from '../ui/said.tsx';
import { AddButtons } from './add-buttons.tsx';
import './empty-state.css';

/** A window without files: all of it is the place to drop them. */
export function EmptyState() {
  const destination = useWindow(chosenDestinationOf);
  const hasOwn = useWindow(({ destinations }) => destinations === null || destinations.some(({ isBuiltIn }) => !isBuiltIn));
  return (
    <div className="empty-state">
      <div className="empty-frame">
        <Upload className="empty-icon" size={32} strokeWidth={1} aria-hidden="true" />
        <h1 className="empty-words">{say('Drop files or folders anywhere in this window.')}</h1>
        {destination === null ? null : (
          <p className="empty-destination">
            <Said
              text={
                destination.isResumable
                  ? 'They go to {destination}, and go on where they were after any interruption.'
                  : 'They go to {destination}.'
              }
              values={{ destination: <ForeignName className="empty-name" text={destinationTitle(destination.name)} /> }}
            />
          </p>
        )}
        <div className="empty-buttons">
          <AddButtons look="outlined" />
        </div>
        {hasOwn ? null : (
          <p className="empty-more">
            {say('For a server of your own:')}{' '}
            <Button look="text" label={say('Add destination…')} onPress={() => openDestinationsAt({ kind: 'add' })} />
          </p>
        )}
      </div>
    </div>
  );
}
