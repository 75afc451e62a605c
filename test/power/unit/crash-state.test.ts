import { describe, expect, it } from 'vitest';
import type { Fates } from '../crash-state.ts';
import { crashStatesOf } from '../crash-state.ts';
import { everythingKept, nothingKept, randomFates } from '../random-fates.ts';
import type { RecordedOperation } from '../recorded-operation.ts';

const create = (path: string, file: number): RecordedOperation => ({ kind: 'create', path, file });
const write = (file: number, offset: number, text: string): RecordedOperation => ({
  kind: 'write',
  path: '',
  file,
  offset,
  data: Buffer.from(text),
});
let syncs = 0;
function sync(path: string, file: number | null): readonly RecordedOperation[] {
  syncs += 1;
  return [
    { kind: 'sync-begin', path, file, syncId: String(syncs) },
    { kind: 'sync-end', path, file, syncId: String(syncs) },
  ];
}

function diskOf(operations: readonly RecordedOperation[], fates: Fates, cut = operations.length): Record<string, string> {
  const { files } = crashStatesOf(operations).at(cut, fates);
  return Object.fromEntries([...files].map(([path, content]) => [path, content.toString()]));
}

describe('after a power loss', () => {
  it('the bytes are there that were synced, and any of the others', () => {
    const operations = [create('a', 1), ...sync('', null), write(1, 0, 'one'), ...sync('a', 1), write(1, 3, 'two'), write(1, 6, 'six')];
    expect(diskOf(operations, nothingKept)).toEqual({ a: 'one' });
    expect(diskOf(operations, everythingKept)).toEqual({ a: 'onetwosix' });
    expect(diskOf(operations, (_operation, index) => (index === 7 ? 'kept' : 'dropped'))).toEqual({ a: 'one\0\0\0six' });
  });

  it('a sync counts from its end, and only for what came before its begin', () => {
    const [begin, end] = sync('a', 1) as readonly [RecordedOperation, RecordedOperation];
    const operations = [create('a', 1), ...sync('', null), write(1, 0, 'one'), begin, write(1, 3, 'two'), end];
    expect(diskOf(operations, nothingKept)).toEqual({ a: 'one' });
    expect(diskOf(operations, nothingKept, operations.length - 1)).toEqual({ a: '' });
  });

  it('a name is there when its folder was synced, not when its file was', () => {
    const operations = [create('a', 1), write(1, 0, 'one'), ...sync('a', 1)];
    expect(diskOf(operations, nothingKept)).toEqual({});
    expect(diskOf([...operations, ...sync('', null)], nothingKept)).toEqual({ a: 'one' });
  });

  it('what is under a folder that is gone is gone', () => {
    const operations: readonly RecordedOperation[] = [{ kind: 'make-directory', path: 'f' }, create('f/a', 1), ...sync('f', null)];
    expect(diskOf(operations, nothingKept)).toEqual({});
    expect(diskOf([...operations, ...sync('', null)], nothingKept)).toEqual({ 'f/a': '' });
  });

  it('a removal, a link and a rename may be undone, each as a whole', () => {
    const operations: readonly RecordedOperation[] = [
      create('a', 1),
      create('b', 2),
      write(2, 0, 'two'),
      ...sync('b', 2),
      ...sync('', null),
      { kind: 'remove', path: 'a' },
      { kind: 'link', path: 'c', file: 2 },
      { kind: 'rename', path: 'b', newPath: 'd', file: 2 },
    ];
    expect(diskOf(operations, nothingKept)).toEqual({ a: '', b: 'two' });
    expect(diskOf(operations, everythingKept)).toEqual({ c: 'two', d: 'two' });
    const { files } = crashStatesOf(operations).at(operations.length, everythingKept);
    expect(files.get('c')).toBe(files.get('d'));
  });

  it('a torn write has some of its sectors, and zeros where the file became longer', () => {
    const operations = [create('a', 1), ...sync('', null), write(1, 4, 'aaaabbbbcc')];
    const keeps = [false, true, false];
    const torn: Fates = () => ({ kind: 'torn', sectorBytes: 4, keeps: () => keeps.shift() === true });
    expect(diskOf(operations, torn)).toEqual({ a: `${'\0'.repeat(8)}bbbb\0\0` });
  });

  it('a file that was cut shorter may have its end again', () => {
    const cut: RecordedOperation = { kind: 'truncate', path: 'a', file: 1, sizeBytes: 2 };
    const operations = [create('a', 1), ...sync('', null), write(1, 0, 'onetwo'), ...sync('a', 1), cut];
    expect(diskOf(operations, nothingKept)).toEqual({ a: 'onetwo' });
    expect(diskOf([...operations, write(1, 4, 'x')], everythingKept)).toEqual({ a: 'on\0\0x' });
  });

  it('shared memory of SQLite is gone', () => {
    expect(diskOf([create('q.db-shm', 1), ...sync('', null)], everythingKept)).toEqual({});
  });

  it('the same seed makes the same disk, and seeds make many', () => {
    const operations = [create('a', 1), ...sync('', null), ...Array.from({ length: 40 }, (_, at) => write(1, at * 4, `${at}`.padEnd(4)))];
    const disk = (seed: number): string => JSON.stringify(diskOf(operations, randomFates(seed, operations.length)));
    expect(disk(7)).toBe(disk(7));
    expect(new Set(Array.from({ length: 100 }, (_, seed) => disk(seed))).size).toBeGreaterThan(50);
  });
});
