import { existsSync, writeFileSync } from 'node:fs';

/** Whether that was told before, by a file of its own; a disk that keeps none lets it be told again. */
export function toldOnce(path: string): { wasTold(): boolean; note(): void } {
  return {
    wasTold: () => existsSync(path),
    note() {
      try {
        writeFileSync(path, '');
      } catch {
        // Told twice is better than not at all.
      }
    },
  };
}
