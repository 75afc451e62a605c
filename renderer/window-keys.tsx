import { useEffect } from 'react';
import { chooseAndAdd } from './store/add-actions.ts';
import { openSettings } from './store/settings-actions.ts';
import type { Filter } from './store/view.ts';
import { setFilter } from './store/view-actions.ts';

const filterKeys: Readonly<Record<string, Filter>> = { '1': 'all', '2': 'active', '3': 'waiting', '4': 'failed', '5': 'done' };

/** The keys that work anywhere in the window, with Control, or Command on a Mac. */
export function WindowKeys() {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('dialog[open]') !== null) return;
      if (run(event)) event.preventDefault();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
  return null;
}

/** Whether the key was one of ours. */
function run(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (key === 'o') {
    chooseAndAdd(event.shiftKey ? 'chooseFolder' : 'chooseFiles');
    return true;
  }
  if (key === ',') {
    openSettings();
    return true;
  }
  if (key === 'f') {
    document.querySelector<HTMLInputElement>('#find')?.select();
    return true;
  }
  const filter = filterKeys[key];
  if (filter === undefined || event.shiftKey) return false;
  setFilter(filter);
  return true;
}
