import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { fileNames } from './rules/file-names.ts';

describe('file names', () => {
  it('hold in the project', () => {
    expect(fileNames(readProject())).toEqual([]);
  });

  it.each([
    'renderer/ui/ProgressBar.tsx',
    'electron/engine/uploadStore.ts',
    'electron/engine/upload_store.ts',
    'shared/utils.ts',
    'shared/text-helpers.ts',
    'electron/engine/upload-manager.ts',
    'electron/common/clock.ts',
    'renderer/queue/index.ts',
  ])('refuses %s', (path) => {
    expect(fileNames(plant({ [path]: '' }))).toHaveLength(1);
  });

  it('lets through words in kebab-case, tests, migrations and settings of tools', () => {
    const paths = [
      'shared/ids.ts',
      'test/queue/next-upload.test.ts',
      'electron/engine/storage/migrations/0001-queue.ts',
      'electron.vite.config.ts',
    ];
    expect(fileNames(plant(Object.fromEntries(paths.map((path) => [path, '']))))).toEqual([]);
  });
});
