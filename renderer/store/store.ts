import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WindowState } from './window-state.ts';
import { initialState } from './window-state.ts';

/** The window's one store. */
export const windowStore = createStore<WindowState>(initialState);

/** What `select` gives, kept up to date. It must return a primitive or something that is stored, never something new. */
export function useWindow<Value>(select: (state: WindowState) => Value): Value {
  return useStore(windowStore, select);
}
