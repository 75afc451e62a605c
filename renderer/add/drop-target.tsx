import { useEffect, useState } from 'react';
import type { DestinationId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { addFiles } from '../store/add-actions.ts';
import { chosenDestinationOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Said } from '../ui/said.tsx';
import './drop-target.css';

/** Takes files and folders dropped anywhere on the window, or pasted, and says what will happen while they hover. */
export function DropTarget() {
  const [itemCount, setItemCount] = useState<number | null>(null);
  const [aimedId, setAimedId] = useState<DestinationId | null>(null);
  const chosen = useWindow(chosenDestinationOf);
  const aimed = useWindow((state) => state.destinations?.find(({ destinationId }) => destinationId === aimedId));
  const destination = aimed ?? chosen;
  const hasOthers = useWindow((state) => (state.destinations?.length ?? 0) > 1) && aimedId === null;

  useEffect(() => {
    // Children report their own enter and leave, so the window is left only when as many have left as were entered.
    let depth = 0;
    const end = (): void => {
      depth = 0;
      setItemCount(null);
      setAimedId(null);
    };
    const enter = (event: DragEvent): void => {
      event.preventDefault();
      depth += 1;
      setItemCount(countOfFiles(event.dataTransfer));
    };
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setAimedId(destinationUnder(event));
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = holdsFiles(event.dataTransfer) ? 'copy' : 'none';
    };
    const leave = (event: DragEvent): void => {
      depth -= 1;
      // What they were held over may be gone, and then never says that it was left; nothing comes after it when the window is.
      if (depth <= 0 || event.relatedTarget === null) end();
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      end();
      if (event.dataTransfer !== null) addFiles(event.dataTransfer.files, destinationUnder(event));
    };
    const paste = (event: ClipboardEvent): void => {
      const files = event.clipboardData?.files;
      if (files === undefined || files.length === 0) return;
      event.preventDefault();
      addFiles(files);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    // No pointer moves while something is dragged: it was given up elsewhere.
    window.addEventListener('pointermove', end);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
      window.removeEventListener('pointermove', end);
    };
  }, []);

  if (itemCount === null) return null;
  return (
    <div className="drop-overlay">
      <p className="drop-words">
        <DropWords itemCount={itemCount} destinationName={destination?.name ?? null} />
        {hasOthers ? <span className="drop-hint">{say('For another destination, hold them over its name above.')}</span> : null}
      </p>
    </div>
  );
}

interface DropWordsProps {
  /** 0: they are not told before they are dropped. */
  readonly itemCount: number;
  readonly destinationName: string | null;
}

function DropWords({ itemCount, destinationName }: DropWordsProps) {
  const items = sayCount(itemCount, '{count} item', '{count} items');
  if (destinationName === null) return itemCount === 0 ? say('Drop to upload them') : say('Drop to upload {items}', { items });
  const destination = <bdi className="drop-destination">{visibleText(destinationTitle(destinationName))}</bdi>;
  return itemCount === 0 ? (
    <Said text="Drop to upload them to {destination}" values={{ destination }} />
  ) : (
    <Said text="Drop to upload {items} to {destination}" values={{ items, destination }} />
  );
}

/** The destination whose entry of the menu they hover over; null: none, so they go to the chosen one. */
function destinationUnder({ target }: DragEvent): DestinationId | null {
  const entry = target instanceof Element ? target.closest<HTMLElement>('[data-drop-destination]') : null;
  return (entry?.dataset['dropDestination'] as DestinationId | undefined) ?? null;
}

function holdsFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** How many files and folders hover; null when it is something else, such as text. Their names are told only when they are dropped. */
function countOfFiles(transfer: DataTransfer | null): number | null {
  if (transfer === null || !holdsFiles(transfer)) return null;
  return [...transfer.items].filter((item) => item.kind === 'file').length;
}
