import { describe, expect, it } from 'vitest';
import { effectWords } from '../../../renderer/conflicts/effect-words.ts';
import type { Exceptions } from '../../../renderer/conflicts/exceptions.ts';
import { effectsWith, noExceptions, withException } from '../../../renderer/conflicts/exceptions.ts';
import { conflictFile, effects, effectsOfNothing } from './conflict-samples.ts';

const page = {
  ...effectsOfNothing,
  overwrite: effects({ overwrite: 38 }),
  'skip-same': effects({ overwrite: 12, skip: 26 }),
  skip: effects({ skip: 38 }),
  rename: effects({ rename: 38 }),
};
const same = conflictFile('same.txt');
const older = conflictFile('older.txt', { modifiedAtMs: 1_700_000_000_000 });
const both: Exceptions = withException(withException(noExceptions, same, 'overwrite'), older, 'rename');

describe('what a policy would do', () => {
  it('is told in files and bytes', () => {
    expect(effectWords('skip-same', page, noExceptions, 38)).toBe('Replace 12 (12.0 kB), skip 26 (26.0 kB)');
    expect(effectWords('rename', page, noExceptions, 38)).toBe('Keep both of 38 (38.0 kB)');
  });

  it('counts files that were decided on their own where they belong then', () => {
    expect(effectsWith('skip-same', page, both)).toEqual(effects({ overwrite: 12, skip: 25, rename: 1 }));
    expect(effectsWith('overwrite', page, both)).toEqual(effects({ overwrite: 37, rename: 1 }));
    expect(effectsWith('rename', page, both)).toEqual(effects({ overwrite: 1, rename: 37 }));
  });

  it('is as before when an exception is taken back', () => {
    const back = withException(withException(both, same, null), older, null);
    expect(back.size).toBe(0);
    expect(effectsWith('skip', page, back)).toEqual(page.skip);
  });

  it('is nothing but the exceptions where files are decided one by one', () => {
    expect(effectWords('ask', page, noExceptions, 38)).toBe('Choose below, file by file');
    expect(effectWords('ask', page, both, 38)).toBe('Replace 1 (1.0 kB), keep both of 1 (1.0 kB); 36 files go on waiting');
    expect(effectWords('ask', page, both, 3)).toMatch(/; 1 file goes on waiting$/);
    expect(effectWords('ask', page, both, 2)).toBe('Replace 1 (1.0 kB), keep both of 1 (1.0 kB)');
  });
});
