import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { noSilencing } from './rules/no-silencing.ts';

describe('no silencing', () => {
  it('holds in the project', () => {
    expect(noSilencing(readProject())).toEqual([]);
  });

  it.each([
    'let thing: any;',
    'const thing = other as any;',
    'const list: Array<any> = [];',
    'enum Colour { Red }',
    'const enum Colour { Red }',
    'namespace Colours { export const red = 1; }',
    ['//', '@ts-ignore\nlet thing = 1;'].join(' '),
    ['//', '@ts-expect-error\nlet thing = 1;'].join(' '),
    ['// biome-', 'ignore lint: because\nlet thing = 1;'].join(''),
    ['/* eslint-', 'disable */'].join(''),
  ])('sees %s', (text) => {
    expect(noSilencing(plant({ 'electron/thing.ts': text }))).toHaveLength(1);
  });

  it('does not mind the word in a text or a name', () => {
    expect(noSilencing(plant({ 'electron/thing.ts': "const any = 'any enum @ts-ignore';\nexport { any };" }))).toEqual([]);
  });
});
