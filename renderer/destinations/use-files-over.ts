import { useEffect } from 'react';

const restMs = 400;
/** While something is dragged over a window, it says so several times a second. */
const goneMs = 1_000;

/**
 * Opens the menu when files are held over its button for a moment, and closes what it opened once they were dropped or went away.
 * `setIsOpen` must stay the same.
 */
export function useFilesOver(setIsOpen: (isOpen: boolean) => void): void {
  useEffect(() => {
    let opening: number | null = null;
    let closing: number | null = null;
    let isOurs = false;
    const stopOpening = (): void => {
      if (opening !== null) window.clearTimeout(opening);
      opening = null;
    };
    const end = (): void => {
      stopOpening();
      if (closing !== null) window.clearTimeout(closing);
      if (isOurs) setIsOpen(false);
      isOurs = false;
    };
    const open = (): void => {
      isOurs = true;
      setIsOpen(true);
    };
    const over = ({ target, dataTransfer }: DragEvent): void => {
      if (closing !== null) window.clearTimeout(closing);
      closing = window.setTimeout(end, goneMs);
      const isHere = target instanceof Element && target.closest('.destination-menu') !== null;
      if (!isHere || dataTransfer?.types.includes('Files') !== true) stopOpening();
      else if (!isOurs) opening ??= window.setTimeout(open, restMs);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', end);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', end);
      end();
    };
  }, [setIsOpen]);
}
