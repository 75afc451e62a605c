import { describe, expect, it } from 'vitest';
import type { ConflictFolders } from '../../../renderer/conflicts/conflict-folders.ts';
import { onlyFolderIn, treeRows, withPage } from '../../../renderer/conflicts/conflict-folders.ts';
import type { ConflictNode, ConflictPage } from '../../../shared/conflict.ts';
import { conflictFile, effectsOfNothing } from './conflict-samples.ts';

const nothing: ConflictFolders = new Map();
const folder = (path: string, files = 1): ConflictNode => ({ kind: 'folder', name: path.replace(/.*\//, ''), path, files });
const page = (nodes: readonly ConflictNode[], entries = nodes.length): ConflictPage => ({
  nodes,
  entries,
  nextIndex: null,
  effects: effectsOfNothing,
});
const shown = (folders: ConflictFolders, open: readonly string[]): readonly string[] =>
  treeRows(folders, new Set(open)).map(({ node, depth, isOpen }) => `${'  '.repeat(depth)}${node?.name ?? '…'}${isOpen ? ' open' : ''}`);

describe('the tree of what is there', () => {
  it('has one line until something is known', () => {
    expect(shown(nothing, [])).toEqual(['…']);
  });

  it('shows what is in the open folders, each below its own', () => {
    let folders = withPage(nothing, '', 0, page([folder('a', 3), folder('b'), conflictFile('c.txt')]));
    expect(shown(folders, ['a'])).toEqual(['a open', '  …', 'b', 'c.txt']);
    folders = withPage(folders, 'a', 0, page([folder('a/x', 2), conflictFile('y.txt')]));
    folders = withPage(folders, 'a/x', 0, page([conflictFile('1.txt'), conflictFile('2.txt')]));
    expect(shown(folders, ['a', 'a/x'])).toEqual(['a open', '  x open', '    1.txt', '    2.txt', '  y.txt', 'b', 'c.txt']);
    expect(shown(folders, ['a/x'])).toEqual(['a', 'b', 'c.txt']);
  });

  it('has a line for each of 10,000 files as soon as the first page of them is there, and keeps what is loaded', () => {
    const first = withPage(nothing, '', 0, page([conflictFile('0.txt')], 10_000));
    const last = withPage(first, '', 9_999, page([conflictFile('9999.txt')], 10_000));
    const rows = treeRows(last, new Set());
    expect(rows).toHaveLength(10_000);
    expect([rows[0], rows[1], rows[9_999]].map((row) => row?.node?.name)).toEqual(['0.txt', undefined, '9999.txt']);
    expect(rows[9_999]).toMatchObject({ folder: '', index: 9_999 });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(10_000);
  });

  it('opens a folder by itself only where there is nothing beside it', () => {
    expect(onlyFolderIn(page([folder('a', 9)]))).toBe('a');
    expect(onlyFolderIn(page([folder('a'), folder('b')]))).toBeNull();
    expect(onlyFolderIn(page([folder('a')], 2))).toBeNull();
    expect(onlyFolderIn(page([conflictFile('c.txt')]))).toBeNull();
    expect(onlyFolderIn(page([]))).toBeNull();
  });
});
