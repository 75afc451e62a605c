/** Keys that choose another in a closed list, on all systems but macOS, without anybody having seen it. */
const choosing = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Whether a key would change a closed list at once; a letter does, too. Space opens it. */
export function changesAtOnce({ key, ctrlKey, metaKey }: PressedKey): boolean {
  return choosing.has(key) || (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey);
}
