import { lintOf, typesOf } from './one-check.ts';
import { prepareElectron } from './prepare-electron.ts';
import { preparePrograms } from './prepare-programs.ts';
import type { Stage } from './stage-result.ts';
import { vitestStage } from './vitest-stage.ts';

const rooms = ['shared', 'electron/engine', 'electron', 'renderer', 'test'];
const lintedFolders = ['shared', 'electron', 'renderer', 'test'];
const settingsFiles = ['biome.json', 'package.json', 'tsconfig.json', 'electron.vite.config.ts', 'vitest.config.ts'];

export const vitestProjects = ['house', 'unit', 'integration', 'e2e'] as const;
export type VitestProject = (typeof vitestProjects)[number];

/** All that can be told without running anything, and what runs in seconds. */
export function quickStages(): readonly Stage[] {
  return [
    ...rooms.map(typesOf),
    ...lintedFolders.map((folder) => lintOf(folder, [folder])),
    lintOf('settings', settingsFiles),
    projectStage('house', []),
    projectStage('unit', []),
  ];
}

/** Everything. */
export function allStages(): readonly Stage[] {
  return [...quickStages(), projectStage('integration', []), projectStage('e2e', [])];
}

export function projectStage(project: VitestProject, filters: readonly string[]): Stage {
  if (project === 'integration') return vitestStage(project, filters, preparePrograms);
  if (project === 'e2e') return vitestStage(project, filters, prepareElectron);
  return vitestStage(project, filters);
}
