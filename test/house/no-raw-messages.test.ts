import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { noRawMessages } from './rules/no-raw-messages.ts';

describe('no raw messages', () => {
  it('reach people in the project', () => {
    expect(noRawMessages(readProject())).toEqual([]);
  });

  it.each(['renderer/failures/failure.tsx', 'shared/text/error-words.ts'])('sees one in %s', (path) => {
    expect(noRawMessages(plant({ [path]: 'const words = (error as Error).message;' }))).toEqual([`${path}:1 reads a raw message`]);
    expect(noRawMessages(plant({ [path]: 'const words = cause?.message;' }))).toHaveLength(1);
  });

  it('lets the log have them', () => {
    expect(noRawMessages(plant({ 'electron/host/file-log.ts': 'const words = error.message;' }))).toEqual([]);
  });
});
