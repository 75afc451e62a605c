import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { machineCases } from '../faults/machine/machine-cases.ts';
import { renderMachineFaults } from '../faults/machine/render-machine-faults.ts';

const testsIn = (folder: string): string =>
  readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(projectFolder, folder, name), 'utf8'))
    .join('\n');

describe('the page about the machine', () => {
  it('is what the rows say', () => {
    expect(readFileSync(join(projectFolder, 'docs/machine-faults.md'), 'utf8')).toBe(renderMachineFaults());
  });

  it('has a test for every row', () => {
    const tests = testsIn('test/engine') + testsIn('test/faults/machine');
    expect(Object.keys(machineCases).filter((id) => !tests.includes(`provesMachine('${id}')`))).toEqual([]);
  });
});
