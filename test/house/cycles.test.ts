import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { cycles } from './rules/cycles.ts';

describe('cycles', () => {
  it('has none in the project', () => {
    expect(cycles(readProject())).toEqual([]);
  });

  it('sees two files that import each other, once', () => {
    const files = plant({
      'shared/one.ts': "import { two } from './two.ts';",
      'shared/two.ts': "import type { One } from './one.ts';",
    });
    expect(cycles(files)).toEqual(['shared/one.ts:1 imports itself: shared/one.ts → shared/two.ts → shared/one.ts']);
  });

  it('sees a longer way round behind a file that is in none', () => {
    const files = plant({
      'shared/entry.ts': "import './one.ts';",
      'shared/one.ts': "import './two.ts';",
      'shared/two.ts': "import './three.ts';",
      'shared/three.ts': "const one = await import('./one.ts');",
    });
    expect(cycles(files)).toHaveLength(1);
  });

  it('does not take two ways to one file for a cycle', () => {
    const files = plant({
      'shared/entry.ts': "import './one.ts';\nimport './two.ts';",
      'shared/one.ts': "import './end.ts';",
      'shared/two.ts': "import './end.ts';",
      'shared/end.ts': 'export const end = 1;',
    });
    expect(cycles(files)).toEqual([]);
  });
});
