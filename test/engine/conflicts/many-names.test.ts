import { expect, it } from 'vitest';
import { filesPerSlice } from '../../../electron/engine/queue/between-slices.ts';
import { mostInOneTurn } from '../most-in-one-turn.ts';
import { useEngine } from '../use-engine.ts';
import { addFolder, asked, names, serverWith, there } from './conflict-scene.ts';

const fixture = useEngine();
const slots = 6;

it('many names are looked for, and decided about, a slice at a time', async () => {
  const all = names(2 * filesPerSlice + 20);
  const files = all.map((name) => there(`photos/${name}`));
  const { clock, server } = serverWith(files, { pageSize: files.length });
  const test = fixture.start({ clock, server });
  let batchId: Awaited<ReturnType<typeof addFolder>> | null = null;
  const looking = await mostInOneTurn(test, async () => {
    batchId = await addFolder(fixture.directory, test, 'photos', all, 'ask');
    await test.until(() => asked(test) === all.length);
  });
  expect(looking).toBeLessThanOrEqual(filesPerSlice + slots);
  if (batchId === null) throw new Error('nothing was added');
  const id = batchId;
  let answer: unknown;
  const deciding = await mostInOneTurn(test, async () => {
    answer = await test.engine.resolveConflicts(id, { policy: 'skip' });
  });
  expect(answer).toEqual({ affected: all.length });
  expect(deciding).toBeLessThanOrEqual(filesPerSlice + slots);
});
