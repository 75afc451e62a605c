import { expect, it } from 'vitest';
import { FoldersToList } from '../../../../electron/engine/protocols/transport/folders-to-list.ts';

it('gives the folders in the order in which they were named', () => {
  const folders = new FoldersToList('a');
  const given: (string | null)[] = [];
  for (let index = 0; index < 2_500; index += 1) {
    folders.add(`a/${index}`);
    given.push(folders.next());
  }
  given.push(folders.next(), folders.next());
  expect(given).toEqual(['a', ...Array.from({ length: 2_500 }, (_, index) => `a/${index}`), null]);
});

it('does not let a server fill the memory, and forgets what was listed', () => {
  const folders = new FoldersToList('');
  const name = 'x'.repeat(30_000);
  const addMany = (): void => {
    for (let index = 0; index < 2_000; index += 1) folders.add(name);
  };
  expect(addMany).toThrow(expect.objectContaining({ code: 'unexpected-answer', failureClass: 'permanent' }));
  for (let index = 0; index < 20_000; index += 1) {
    folders.next();
    folders.add(name);
  }
});

it('goes no deeper than a path of ours could', () => {
  const folders = new FoldersToList('a');
  folders.next();
  folders.add('a/'.repeat(20_000));
  expect(folders.next()).toBeNull();
});
