import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { layering } from './rules/layering.ts';

describe('layering', () => {
  it('holds in the project', () => {
    expect(layering(readProject())).toEqual([]);
  });

  it.each([
    ['shared/ids.ts', '../electron/engine/engine.ts'],
    ['shared/ids.ts', 'node:fs'],
    ['shared/ids.ts', 'zod'],
    ['electron/engine/queue/scheduler.ts', 'electron'],
    ['electron/engine/queue/scheduler.ts', '../../desktop/tray.ts'],
    ['electron/engine/queue/scheduler.ts', 'libsql'],
    ['electron/engine/queue/scheduler.ts', '../protocols/tus/tus-protocol.ts'],
    ['electron/engine/protocols/tus/tus-protocol.ts', '../http/put-protocol.ts'],
    ['electron/engine/protocols/tus/tus-protocol.ts', '../../queue/scheduler.ts'],
    ['electron/engine/protocols/tus/tus-protocol.ts', '../../storage/upload-store.ts'],
    ['electron/requests/pause.ts', '../engine/queue/scheduler.ts'],
    ['electron/requests/pause.ts', 'electron'],
    ['electron/cli.ts', 'electron'],
    ['electron/cli.ts', './desktop/tray.ts'],
    ['electron/main.ts', './start/start.ts'],
    ['electron/main.ts', '../renderer/main.tsx'],
    ['electron/preload.ts', './engine/engine.ts'],
    ['electron/preload.ts', 'node:fs'],
    ['renderer/queue/row.tsx', '../../electron/engine/engine.ts'],
    ['renderer/queue/row.tsx', 'node:path'],
    ['renderer/queue/row.tsx', 'electron'],
    ['renderer/queue/row.tsx', '../failures/failure-list.tsx'],
    ['renderer/ui/bar.tsx', '../store/store.ts'],
    ['electron/engine/ports.ts', '../../test/fakes/fake-clock.ts'],
    ['renderer/queue/row.tsx', '../../test/fakes/fake-clock.ts'],
  ])('does not let %s import %s', (path, specifier) => {
    expect(layering(plant({ [path]: `import { thing } from '${specifier}';` }))).toHaveLength(1);
  });

  it.each([
    "import type { Thing } from '../electron/engine/engine.ts';",
    "import '../electron/engine/engine.ts';",
    "export { thing } from '../electron/engine/engine.ts';",
    "export * from '../electron/engine/engine.ts';",
    "const thing = await import('../electron/engine/engine.ts');",
    "type Thing = import('../electron/engine/engine.ts').Thing;",
  ])('sees %s', (text) => {
    expect(layering(plant({ 'shared/ids.ts': text }))).toHaveLength(1);
  });

  it('lets through what the design allows', () => {
    const allowed = plant({
      'electron/engine/queue/scheduler.ts':
        "import { pRetry } from 'p-retry';\nimport { join } from 'node:path';\nimport { ids } from '../../../shared/ids.ts';",
      'electron/engine/protocols/tus/tus-protocol.ts':
        "import { protocol } from '../protocol.ts';\nimport { send } from '../transport/send.ts';",
      'renderer/queue/row.tsx': "import { bar } from '../ui/bar.tsx';\nimport { store } from '../store/store.ts';",
      'electron/main.ts': "import { app } from 'electron';\nimport { tray } from './desktop/tray.ts';",
      'test/queue.test.ts': "import { scheduler } from '../electron/engine/queue/scheduler.ts';",
    });
    expect(layering(allowed)).toEqual([]);
  });
});
