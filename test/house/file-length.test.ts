import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { fileLength } from './rules/file-length.ts';

describe('file length', () => {
  it('holds in the project', () => {
    expect(fileLength(readProject())).toEqual([]);
  });

  it('sees one line too many', () => {
    const files = plant({ 'electron/long.ts': '// line\n'.repeat(251) });
    expect(fileLength(files)).toEqual(['electron/long.ts:251 has 251 lines, at most 250 are allowed']);
  });

  it('lets a full file through, and text that is not code', () => {
    expect(fileLength(plant({ 'electron/full.ts': '// line\n'.repeat(250), 'README.md': 'line\n'.repeat(900) }))).toEqual([]);
  });
});
