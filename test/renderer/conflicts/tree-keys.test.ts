import type { KeyboardEvent } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { treeRows, withPage } from '../../../renderer/conflicts/conflict-folders.ts';
import { useTreeKeys } from '../../../renderer/conflicts/use-tree-keys.ts';
import { conflictFile, effectsOfNothing } from './conflict-samples.ts';

const effects = effectsOfNothing;
const folder = { kind: 'folder', name: 'a', path: 'a', files: 2 } as const;
const top = withPage(new Map(), '', 0, { nodes: [folder, conflictFile('z.txt')], entries: 2, nextIndex: null, effects });
const folders = withPage(top, 'a', 0, { nodes: [conflictFile('1.txt'), conflictFile('2.txt')], entries: 2, nextIndex: null, effects });

let done: string[] = [];
let isKept = true;
beforeEach(() => {
  done = [];
  isKept = true;
});

/** Presses a key with the keyboard on a line, counted from 0. */
function press(key: string, current: number, open: readonly string[] = ['a'], isOnTree = true): readonly string[] {
  const tree = {};
  const rows = treeRows(folders, new Set(open));
  const handle = useTreeKeys({
    rows,
    current,
    rowsPerPage: () => 3,
    moveTo: (index) => done.push(`to ${rows[index]?.node?.name}`),
    setOpen: (path, isOpen) => done.push(`${isOpen ? 'open' : 'close'} ${path}`),
    decide: ({ node }) => done.push(`decide ${node?.name}`),
  });
  const event = { key, currentTarget: tree, target: isOnTree ? tree : {}, preventDefault: () => (isKept = false) };
  handle(event as unknown as KeyboardEvent);
  return done.splice(0);
}

describe('the keys of the tree', () => {
  it('move line by line, by pages and to its ends, and not beyond', () => {
    expect(press('ArrowDown', 0)).toEqual(['to 1.txt']);
    expect(press('ArrowUp', 0)).toEqual(['to a']);
    expect(press('PageDown', 0)).toEqual(['to z.txt']);
    expect(press('PageUp', 3)).toEqual(['to a']);
    expect(press('End', 0)).toEqual(['to z.txt']);
    expect(press('ArrowDown', 3)).toEqual(['to z.txt']);
    expect(press('Home', 3)).toEqual(['to a']);
  });

  it('open a folder and go into it, go up to it and close it', () => {
    expect(press('ArrowRight', 0, [])).toEqual(['open a']);
    expect(press('ArrowRight', 0)).toEqual(['to 1.txt']);
    expect(press('ArrowLeft', 2)).toEqual(['to a']);
    expect(press('ArrowLeft', 0)).toEqual(['close a']);
    expect(press('ArrowLeft', 3)).toEqual([]);
    expect(press('Enter', 0)).toEqual(['close a']);
    expect(press(' ', 0, [])).toEqual(['open a']);
  });

  it('lead from a file to its decision', () => {
    expect(press('Enter', 2)).toEqual(['decide 2.txt']);
    expect(isKept).toBe(false);
  });

  it('are left to a control within the tree, and others to the window', () => {
    expect(press('ArrowDown', 2, ['a'], false)).toEqual([]);
    expect(press('Escape', 2)).toEqual([]);
    expect(isKept).toBe(true);
  });
});
