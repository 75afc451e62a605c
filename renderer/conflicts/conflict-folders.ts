import type { ConflictNode, ConflictPage } from '../../shared/conflict.ts';

/** What is known of one folder: as many places as it has entries, filled page by page. */
export interface ConflictFolder {
  readonly entries: number;
  readonly nodes: ReadonlyMap<number, ConflictNode>;
}

/** By path; the destination itself is `''`. A folder that is not here was not asked for yet. */
export type ConflictFolders = ReadonlyMap<string, ConflictFolder>;

export function withPage(folders: ConflictFolders, path: string, fromIndex: number, page: ConflictPage): ConflictFolders {
  const nodes = new Map(folders.get(path)?.nodes);
  for (const [place, node] of page.nodes.entries()) nodes.set(fromIndex + place, node);
  return new Map(folders).set(path, { entries: page.entries, nodes });
}

/** The one folder that is all there is in another; it opens by itself. */
export function onlyFolderIn(page: ConflictPage): string | null {
  const [node] = page.nodes;
  return page.entries === 1 && node?.kind === 'folder' ? node.path : null;
}

/** A line of the tree. `node` is null while its page is on the way. */
export interface TreeRow {
  readonly key: string;
  readonly folder: string;
  /** Its place in that folder. */
  readonly index: number;
  /** 0 at the top. */
  readonly depth: number;
  readonly node: ConflictNode | null;
  readonly isOpen: boolean;
}

/** The lines that the open folders show, in order. */
export function treeRows(folders: ConflictFolders, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const addFolder = (path: string, depth: number): void => {
    const folder = folders.get(path);
    // One line says that it is on the way.
    const entries = folder?.entries ?? 1;
    for (let index = 0; index < entries; index += 1) {
      const node = folder?.nodes.get(index) ?? null;
      const isOpen = node?.kind === 'folder' && open.has(node.path);
      rows.push({ key: `${path} ${index}`, folder: path, index, depth, node, isOpen });
      if (isOpen) addFolder(node.path, depth + 1);
    }
  };
  addFolder('', 0);
  return rows;
}
