import { windowStore } from './store.ts';

const key = 'density';

/** Takes the density of the last time, and remembers it from now on. */
export function rememberDensity(storage: Pick<Storage, 'getItem' | 'setItem'>): void {
  if (storage.getItem(key) === 'compact') windowStore.setState({ density: 'compact' });
  windowStore.subscribe(({ density }, before) => {
    if (density !== before.density) storage.setItem(key, density);
  });
}
