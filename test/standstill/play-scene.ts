import type { PhaseReport } from './loop-watch.ts';
import { watchLoop } from './loop-watch.ts';
import type { SceneFolders } from './scenes.ts';
import { scenes } from './scenes.ts';

/** Plays one scene, and says of each of its phases when nothing moved. */
export async function playScene(name: string, folders: SceneFolders): Promise<readonly PhaseReport[]> {
  const play = scenes[name];
  if (play === undefined) throw new Error(`There is no scene ${name}: ${Object.keys(scenes).join(', ')}`);
  const reports: PhaseReport[] = [];
  await play(folders, async (phaseName, work) => {
    reports.push(await watchLoop(phaseName, work));
  });
  return reports;
}
