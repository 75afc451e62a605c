import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { noStrayWords } from './rules/no-stray-words.ts';

describe('no stray words', () => {
  it('are in the project', () => {
    expect(noStrayWords(readProject())).toEqual([]);
  });

  it.each([
    ['package-lock.json', ['"resolved": "https://registry.npm', 'js.org/react"'].join('')],
    ['electron/main.ts', "const folder = '/Users/someone/uploads';"],
    ['electron/main.ts', "const folder = '/home/someone/uploads';"],
    ['electron/main.ts', "const folder = '/tmp/gantry';"],
    ['electron/main.ts', '// TODO: later'],
    ['test/sum.test.ts', '// FIXME'],
    ['renderer/queue/row.tsx', "throw new Error('not implemented');"],
  ])('sees in %s: %s', (path, text) => {
    expect(noStrayWords(plant({ [path]: `first line\n${text}` }))).toEqual([expect.stringMatching(`^${path}:2 `)]);
  });

  it('lets tests have folders of their own', () => {
    expect(
      noStrayWords(plant({ 'test/sum.test.ts': "const path = '/tmp/gantry';", 'electron/network.ts': "const path = 'homes/tmp';" })),
    ).toEqual([]);
  });
});
