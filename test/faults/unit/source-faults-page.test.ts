import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFaultsPage } from '../source/source-faults-page.ts';
import { specialCases } from '../source/special-case.ts';

describe('docs/source-faults.md', () => {
  it('says what the tests run; `npx node test/faults/source/write-page.ts` writes it', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../docs/source-faults.md'), 'utf8')).toBe(sourceFaultsPage());
  });

  it.each(specialCases)('names tests that are there: $what', ({ proof }) => {
    const names = proof.match(/[\w/-]+\.test\.ts/g) ?? [];
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !existsSync(join(import.meta.dirname, '../..', name)))).toEqual([]);
  });
});
