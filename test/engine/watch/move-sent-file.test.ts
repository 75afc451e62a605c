import { describe, expect, it } from 'vitest';
import type { Fate } from '../../../electron/engine/watch/move-sent-file.ts';
import { moveSentFile } from '../../../electron/engine/watch/move-sent-file.ts';
import type { MemoryDisk } from './memory-disk.ts';
import { createMemoryDisk } from './memory-disk.ts';

const content = 'what was sent';
const sent = { size: content.length, modifiedAtMs: 5, inode: '1', device: '1' };
const source = '/hot/sub/a.jpg';
const signal = new AbortController().signal;

interface Scene {
  readonly disk: MemoryDisk;
  /** What the database knows of where it goes. */
  movingTo: string | null;
  readonly notes: string[];
  move(): Promise<Fate>;
}

function scene(isOtherDevice = false): Scene {
  const disk = createMemoryDisk(
    (from, to) => isOtherDevice && from.startsWith('/hot') !== to.startsWith('/hot'),
    ['/hot', '/hot/sub', '/done'],
  );
  disk.files.set(source, { content, inode: '1', modifiedAtMs: 5 });
  const made: Scene = {
    disk,
    movingTo: null,
    notes: [],
    move: () =>
      moveSentFile(
        { path: source, relativePath: 'sub/a.jpg', fingerprint: sent, movingTo: made.movingTo },
        {
          ...{ disk, folder: '/done', signal },
          async noteTarget(path) {
            made.movingTo = path;
            made.notes.push(path);
          },
        },
      ),
  };
  return made;
}

const contents = (disk: MemoryDisk): Record<string, string> =>
  Object.fromEntries([...disk.files].map(([path, file]) => [path, file.content]));

describe.each([
  ['on one file system', false],
  ['across two', true],
])('moving what was sent %s', (_where, isOtherDevice) => {
  it('keeps its path under the folder', async () => {
    const { disk, move } = scene(isOtherDevice);
    expect(await move()).toBe('done');
    expect(contents(disk)).toEqual({ '/done/sub/a.jpg': content });
  });

  it('never goes over a file: it gets a number', async () => {
    const { disk, move } = scene(isOtherDevice);
    disk.files.set('/done/sub/a.jpg', { content: 'another', inode: '50', modifiedAtMs: 1 });
    disk.files.set('/done/sub/a (2).jpg', { content: '', inode: '51', modifiedAtMs: 1 });
    expect(await move()).toBe('done');
    expect(contents(disk)).toEqual({ '/done/sub/a.jpg': 'another', '/done/sub/a (2).jpg': '', '/done/sub/a (3).jpg': content });
  });

  it('leaves one that was changed since, and one that is gone', async () => {
    const changed = scene(isOtherDevice);
    changed.disk.files.set(source, { content: 'something new', inode: '1', modifiedAtMs: 6 });
    expect(await changed.move()).toBe('changed');
    expect(contents(changed.disk)).toEqual({ [source]: 'something new' });
    const gone = scene(isOtherDevice);
    gone.disk.files.delete(source);
    expect(await gone.move()).toBe('gone');
    expect(contents(gone.disk)).toEqual({});
  });

  it('ends what any crash left, with the file whole in one place', async () => {
    let isThrough = false;
    for (let crashBefore = 1; !isThrough; crashBefore += 1) {
      const made = scene(isOtherDevice);
      made.disk.crashBefore = crashBefore;
      isThrough = await made.move().then(
        () => true,
        () => false,
      );
      made.disk.crashBefore = Number.POSITIVE_INFINITY;
      const whole = [...made.disk.files].filter(([path, file]) => file.content === content && !path.endsWith('.gantry-moving'));
      expect(whole.length, `before step ${crashBefore}`).toBeGreaterThan(0);
      // Whether it was moved before the crash or taken away, nothing stands there any more.
      if (!isThrough) expect(['done', 'gone'], `after a crash before step ${crashBefore}`).toContain(await made.move());
      expect(contents(made.disk), `crash before step ${crashBefore}`).toEqual({ '/done/sub/a.jpg': content });
    }
  });

  it('is not misled by a file of somebody else that appeared under the noted name', async () => {
    const made = scene(isOtherDevice);
    made.movingTo = '/done/sub/a.jpg';
    made.disk.files.set('/done/sub/a.jpg', { content: 'WHAT WAS SENT', inode: '50', modifiedAtMs: 1 });
    expect(await made.move()).toBe('done');
    expect(contents(made.disk)).toEqual({ '/done/sub/a.jpg': 'WHAT WAS SENT', '/done/sub/a (2).jpg': content });
  });

  it('leaves what is written at the last moment where it is, and takes its own empty file away', async () => {
    const { disk, move } = scene(isOtherDevice);
    disk.onStep = (step) => {
      if (step.startsWith('reserve')) disk.files.set(source, { content: 'new at the last', inode: '2', modifiedAtMs: 7 });
    };
    expect(await move()).toBe('changed');
    expect(contents(disk)).toEqual({ [source]: 'new at the last' });
  });
});

it('puts back what was put in its place in the very moment of the move', async () => {
  const { disk, move } = scene();
  disk.onStep = (step) => {
    if (step.startsWith(`rename ${source}`)) disk.files.set(source, { content: 'newer', inode: '2', modifiedAtMs: 7 });
  };
  expect(await move()).toBe('changed');
  expect(contents(disk)).toEqual({ [source]: 'newer' });
});

it('does not copy a file away that changes while it is copied', async () => {
  const { disk, move } = scene(true);
  disk.onStep = (step) => {
    if (step.startsWith('copy')) disk.files.set(source, { content: 'newer', inode: '1', modifiedAtMs: 7 });
  };
  expect(await move()).toBe('changed');
  expect(contents(disk)).toEqual({ [source]: 'newer' });
});

it.each(['copy', 'rename'])('takes its empty file away where the %s is refused, and not what somebody put there', async (refused) => {
  const { disk, move } = scene(refused === 'copy');
  let theirs: string | null = null;
  disk.onStep = (step) => {
    if (!step.startsWith(`${refused} ${source}`)) return;
    if (theirs !== null) disk.files.set('/done/sub/a.jpg', { content: theirs, inode: '60', modifiedAtMs: 1 });
    throw new Error('no room');
  };
  await expect(move()).rejects.toThrow('no room');
  expect(contents(disk)).toEqual({ [source]: content });
  theirs = 'of somebody else';
  await expect(move()).rejects.toThrow('no room');
  expect(contents(disk)).toEqual({ [source]: content, '/done/sub/a.jpg': theirs });
});

it('makes no folder where the one to move to is gone, as with a drive that was unplugged', async () => {
  const disk = createMemoryDisk(() => true, ['/hot', '/hot/sub']);
  disk.files.set(source, { content, inode: '1', modifiedAtMs: 5 });
  const file = { path: source, relativePath: 'sub/a.jpg', fingerprint: sent, movingTo: null };
  await expect(moveSentFile(file, { disk, folder: '/media/usb', signal, noteTarget: async () => undefined })).rejects.toMatchObject({
    code: 'source-away',
  });
  expect(contents(disk)).toEqual({ [source]: content });
});
