import { describe, expect, it } from 'vitest';
import { ArrivedNames } from '../../../electron/engine/queue/arrived-names.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { storedKey } from '../../../electron/engine/storage/stored-key.ts';
import type { ArrivedUpload } from '../../../electron/engine/storage/upload-store.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { uploadOf } from './record-of.ts';

function setUp() {
  const rows: UploadRecord[] = [];
  const looks: number[] = [];
  const arrived = new ArrivedNames({
    arrived: (destinationId, keys) => {
      looks.push(keys.length);
      const found = new Map<number, readonly ArrivedUpload[]>();
      for (const key of keys) {
        const there = rows.filter((row) => row.destinationId === destinationId && storedKey(row.storedAs ?? row.relativePath) === key);
        found.set(key, there);
      }
      return found;
    },
  });
  const write = (...records: UploadRecord[]): void => {
    rows.push(...records.filter(({ status }) => status === 'completed'));
    arrived.written(records);
  };
  return { arrived, write, looks };
}

let number = 0;
const fileAt = (relativePath: string, changes: Partial<UploadRecord> = {}): UploadRecord => {
  number += 1;
  return uploadOf(number, { relativePath, status: 'completed', ...changes });
};

describe('names that have arrived', () => {
  it('are known from the moment they arrive, before and after they are written, and each once', () => {
    const { arrived, write } = setUp();
    const [first, second] = [fileAt('A.txt'), fileAt('a.txt')];
    expect(arrived.like(second)).toEqual([]);
    arrived.note(first);
    expect(arrived.like(second)).toEqual(['A.txt']);
    expect(arrived.like(first)).toEqual([]);
    arrived.note(fileAt('A.txt'));
    expect(arrived.like(second)).toEqual(['A.txt']);
    write(first);
    expect(arrived.like(second)).toEqual(['A.txt']);
    expect(arrived.like({ ...second, destinationId: 'another' as DestinationId })).toEqual([]);
  });

  it('are those under which they were stored', () => {
    const { arrived, write } = setUp();
    const first = fileAt('a (2).txt', { storedAs: 'B.txt' });
    arrived.note(first);
    for (let turn = 0; turn < 2; turn += 1) {
      expect(arrived.like(fileAt('b.txt'))).toEqual(['B.txt']);
      expect(arrived.like(fileAt('A (2).txt'))).toEqual([]);
      write(first);
    }
  });

  it('are looked for once for all that come next', () => {
    const { arrived, write, looks } = setUp();
    write(fileAt('A.txt'), fileAt('x.txt'));
    const next = ['a.txt', 'b.txt', 'c.txt'].map((path) => fileAt(path));
    arrived.lookAhead('destination-1' as DestinationId, next);
    // Those of before may not have begun yet.
    arrived.lookAhead('destination-1' as DestinationId, [fileAt('d.txt')]);
    expect(next.map((record) => arrived.like(record))).toEqual([['A.txt'], [], []]);
    expect(looks).toEqual([3, 1]);
  });

  it('are found also when they arrive between that look and the turn of a file, wherever another look falls', () => {
    for (const looksBefore of ['note', 'write', 'end'] as const) {
      const { arrived, write } = setUp();
      const [first, second] = [fileAt('A.txt'), fileAt('a.txt')];
      const look = (): void => arrived.lookAhead(second.destinationId, [second]);
      look();
      arrived.note(first);
      if (looksBefore === 'write') look();
      expect(arrived.like(second)).toEqual(['A.txt']);
      write(first);
      if (looksBefore === 'end') look();
      expect(arrived.like(second)).toEqual(['A.txt']);
    }
  });

  it('do not stay in memory for all that ever began', () => {
    const { arrived, looks } = setUp();
    const files = Array.from({ length: 300 }, (_, index) => fileAt(`f${index}`));
    for (let start = 0; start < files.length; start += 20)
      arrived.lookAhead('destination-1' as DestinationId, files.slice(start, start + 20));
    looks.length = 0;
    for (const file of files) arrived.like(file);
    expect(looks.length).toBe(100);
  });
});
