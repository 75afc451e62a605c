import { Check, ChevronDown, Server } from 'lucide-react';
import { useCallback, useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { chooseDestination, openDestinations } from '../store/destination-actions.ts';
import { chosenDestinationOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { openWatchedFolders } from '../store/watch-actions.ts';
import { ForeignName } from '../ui/foreign-name.tsx';
import { kindIcon } from '../ui/kind-icon.ts';
import type { MenuItem } from '../ui/menu.tsx';
import { Menu } from '../ui/menu.tsx';
import { kindWords } from './kind-words.ts';
import { useFilesOver } from './use-files-over.ts';
import './destination-menu.css';

/** Where new files go: the choice, in the toolbar. */
export function DestinationMenu() {
  const destinations = useWindow((state) => state.destinations);
  const chosen = useWindow(chosenDestinationOf);
  const [isOpen, setIsOpen] = useState(false);
  const close = useCallback(() => setIsOpen(false), []);
  useFilesOver(setIsOpen);
  const items: readonly MenuItem[] = [
    ...(destinations ?? []).map((destination) => ({
      key: destination.destinationId,
      dropDestination: destination.destinationId,
      label: visibleText(destinationTitle(destination.name)),
      ...(destination.isBuiltIn ? {} : { detail: kindWords(destination) }),
      isChosen: destination.destinationId === chosen?.destinationId,
      icon: destination.destinationId === chosen?.destinationId ? <Check size={16} strokeWidth={1.5} /> : null,
      onChoose: () => chooseDestination(destination.destinationId),
    })),
    { key: 'manage', label: say('Manage destinations…'), startsGroup: (destinations?.length ?? 0) > 0, onChoose: openDestinations },
    { key: 'watched', label: say('Watched folders…'), onChoose: openWatchedFolders },
  ];
  const Icon = chosen === null ? Server : kindIcon(chosen);
  return (
    <div className="destination-menu">
      <button
        type="button"
        className="destination-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={chosen === null ? say('Destination: none yet') : say('Destination: {name}', { name: destinationTitle(chosen.name) })}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
        {chosen === null ? (
          <span className="destination-name">{say('Choose a destination')}</span>
        ) : (
          <ForeignName className="destination-name" text={destinationTitle(chosen.name)} />
        )}
        {chosen === null || chosen.isBuiltIn ? null : <span className="destination-kind">{kindWords(chosen)}</span>}
        <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {isOpen ? <Menu name={say('Destinations')} items={items} onClose={close} /> : null}
    </div>
  );
}
