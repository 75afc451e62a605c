import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { sep } from 'node:path';
import type { FolderEvents } from '../engine/ports.ts';

/**
 * What the system tells of changes. macOS and Windows tell of all folders below one; on Linux node would walk them all at once and watch each file, so there
 * each folder is watched by itself.
 */
export function createFolderEvents(platform: NodeJS.Platform): FolderEvents {
  const isRecursive = platform === 'darwin' || platform === 'win32';
  return {
    isRecursive,
    watch(path, onHint, onBroken) {
      const watcher: FSWatcher = watch(path, { recursive: isRecursive, persistent: false }, (_event, name) =>
        onHint(name === null ? null : name.split(sep).join('/')),
      );
      // As of a folder that was taken away: node has ended the watcher by then, or leaves it dead.
      watcher.on('error', () => {
        watcher.close();
        onBroken();
      });
      return () => watcher.close();
    },
  };
}
