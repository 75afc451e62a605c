import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../../electron/start/project-folder.ts';
import { faultMatrixPage } from '../fault-matrix-page.ts';
import { faultGroups } from '../faults/all-faults.ts';
import { matrixProtocols } from '../matrix-protocols.ts';
import { readSeen, seenKey } from '../seen.ts';

describe('the page of the fault matrix', () => {
  it('is the one that its data make', () => {
    expect(readFileSync(join(projectFolder, 'docs', 'fault-matrix.md'), 'utf8')).toBe(faultMatrixPage());
  });

  it('has words for every case, and each says what to do or what comes next', () => {
    const wordless = Object.entries(readSeen()).filter(([, { row }]) => !row.includes(' — '));
    expect(wordless).toEqual([]);
    const names = faultGroups.flatMap(({ faults }) => faults.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    const unknown = names.filter(
      (name) =>
        !matrixProtocols.some(({ kind }) => ['passing', 'staying'].some((when) => seenKey(name, kind, when as 'passing') in readSeen())),
    );
    expect(unknown).toEqual([]);
  });
});
