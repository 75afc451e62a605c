import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { statesPage } from './states-page.ts';

test('docs/states.md says what the code shows', () => {
  const path = join(projectFolder, 'docs', 'states.md');
  if (process.env['GANTRY_WRITE_DOCS'] === '1') writeFileSync(path, statesPage());
  expect(readFileSync(path, 'utf8')).toBe(statesPage());
});
