import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { longestFiles } from './long-first.ts';

test('what is to be run first is there', () => {
  expect(longestFiles.filter((path) => !existsSync(join(projectFolder, path)))).toEqual([]);
});
