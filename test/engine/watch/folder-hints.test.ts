import { expect, it } from 'vitest';
import type { FolderEvents } from '../../../electron/engine/ports.ts';
import { useEngine } from '../use-engine.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();

interface Heard extends FolderEvents {
  watch: FolderEvents['watch'];
  readonly listeners: Map<string, (relativePath: string | null) => void>;
  readonly breaks: Map<string, () => void>;
  watched: number;
  most: number;
}

function createEvents(isRecursive: boolean): Heard {
  const events: Heard = {
    isRecursive,
    listeners: new Map(),
    breaks: new Map(),
    watched: 0,
    most: Number.POSITIVE_INFINITY,
    watch(path, onHint, onBroken) {
      if (events.listeners.size >= events.most) throw Object.assign(new Error('no more'), { code: 'ENOSPC' });
      events.watched += 1;
      events.listeners.set(path, onHint);
      events.breaks.set(path, onBroken);
      return () => events.listeners.delete(path);
    },
  };
  return events;
}

it('looks soon at what the system hints at, and at the rest once a minute', async () => {
  const events = createEvents(false);
  const scene = watchScene(fixture, { folderEvents: events });
  scene.write('sub/a.txt', 'one');
  await scene.watch({ rules: { settleMs: 1_000 } });
  await scene.test.until(() => scene.watched().sent === 1);
  expect([...events.listeners.keys()]).toEqual([scene.folder, `${scene.folder}/sub`]);
  expect(scene.watched().isScannedOnly).toBe(false);
  const startedAt = scene.test.clock.now();
  scene.write('sub/b.txt', 'two');
  events.listeners.get(`${scene.folder}/sub`)?.('b.txt');
  await scene.test.until(() => scene.watched().sent === 2);
  expect(scene.test.clock.now() - startedAt).toBeLessThan(20_000);
  // As on a share: nobody says anything.
  scene.write('sub/c.txt', 'three');
  await scene.test.pass(30_000);
  expect(scene.received).toHaveLength(2);
  await scene.test.until(() => scene.watched().sent === 3);
  expect(scene.test.clock.now() - startedAt).toBeLessThan(80_000);
});

it('walks a folder that was moved in as a whole, at one hint', async () => {
  const events = createEvents(true);
  const scene = watchScene(fixture, { folderEvents: events });
  await scene.watch({ rules: { settleMs: 1_000, leaveOut: ['skip'] } });
  await scene.test.pass(1_000);
  expect([...events.listeners.keys()]).toEqual([scene.folder]);
  for (const path of ['new/a.txt', 'new/deep/b.txt', 'new/skip/c.txt', 'skip/d.txt']) scene.write(path, path);
  const hint = events.listeners.get(scene.folder);
  hint?.('new');
  hint?.('skip/d.txt');
  hint?.('never/was');
  await scene.test.until(() => scene.received.length === 2);
  await scene.test.pass(10_000);
  expect(scene.received.map(({ name }) => name).toSorted()).toEqual(['hot/new/a.txt', 'hot/new/deep/b.txt']);
});

it('looks through all of it where the system can watch no more folders, and says so', async () => {
  const events = createEvents(false);
  events.most = 1;
  const scene = watchScene(fixture, { folderEvents: events });
  scene.write('sub/a.txt', 'one');
  await scene.watch({ rules: { settleMs: 1_000 } });
  await scene.test.until(() => scene.watched().sent === 1);
  expect(scene.watched().isScannedOnly).toBe(true);
  scene.write('sub/b.txt', 'two');
  // Well before the look that there is once a minute where the system hints.
  await scene.test.until(() => scene.received.length === 2, 45_000);
});

it('has a folder watched anew where the system stopped telling of it, and does not look without end at one that it never tells of', async () => {
  const events = createEvents(false);
  const scene = watchScene(fixture, { folderEvents: events });
  scene.write('sub/a.txt', 'one');
  await scene.watch({ rules: { settleMs: 1_000 } });
  await scene.test.until(() => scene.watched().sent === 1);
  const sub = `${scene.folder}/sub`;
  for (const path of [sub, scene.folder]) {
    const told = events.listeners.get(path);
    events.breaks.get(path)?.();
    expect(scene.watched().isScannedOnly).toBe(true);
    await scene.test.until(() => events.listeners.get(path) !== told);
  }
  await scene.test.pass(20_000);
  expect(events.watched).toBe(4);
  const breakSoon = (): void => events.breaks.get(scene.folder)?.();
  const { watch } = events;
  events.watch = (path, onHint, onBroken) => {
    const end = watch(path, onHint, onBroken);
    if (path === scene.folder) scene.test.clock.setTimer(breakSoon, 0);
    return end;
  };
  breakSoon();
  await scene.test.pass(60_000);
  expect(events.watched).toBeGreaterThan(6);
  expect(events.watched).toBeLessThan(12);
  expect(scene.watched().isScannedOnly).toBe(true);
});
