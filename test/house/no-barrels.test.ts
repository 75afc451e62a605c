import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { noBarrels } from './rules/no-barrels.ts';

describe('no barrels', () => {
  it('holds in the project', () => {
    expect(noBarrels(readProject())).toEqual([]);
  });

  it.each(["export * from './one.ts';", "export { one } from './one.ts';", "export type { One } from './one.ts';"])('sees %s', (text) => {
    expect(noBarrels(plant({ 'shared/all.ts': text }))).toEqual(['shared/all.ts:1 re-exports ./one.ts']);
  });

  it('lets a file export what it holds', () => {
    expect(noBarrels(plant({ 'shared/one.ts': 'const one = 1;\nexport { one };\nexport const two = 2;' }))).toEqual([]);
  });
});
