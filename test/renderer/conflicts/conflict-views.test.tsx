import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ConflictRow } from '../../../renderer/conflicts/conflict-row.tsx';
import type { ConflictFile } from '../../../renderer/conflicts/exceptions.ts';
import { noExceptions } from '../../../renderer/conflicts/exceptions.ts';
import { PolicyChoice } from '../../../renderer/conflicts/policy-choice.tsx';
import type { ConflictChoice, ConflictNode } from '../../../shared/conflict.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import { conflictFile, effects, effectsOfNothing } from './conflict-samples.ts';

const day = 86_400_000;
const nothing = (): void => undefined;

function row(
  node: ConflictNode | null,
  policy: ConflictPolicy = 'skip-same',
  exception: ConflictChoice | null = null,
  isOpen = false,
): string {
  return renderToStaticMarkup(
    <table>
      <tbody>
        <ConflictRow
          row={{ key: 'k', folder: '', index: 0, depth: 1, node, isOpen }}
          elementId="row"
          ariaRowIndex={2}
          top={0}
          isCurrent={false}
          policy={policy}
          exception={exception}
          onCurrent={nothing}
          onOpen={nothing}
          onChoose={nothing}
        />
      </tbody>
    </table>,
  );
}
/** Texts of the cells. */
const cells = (markup: string): readonly string[] =>
  [...markup.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, inner = '']) => inner.replace(/<select.*<\/select>/, '').replace(/<[^>]+>/g, ''));
const at = (file: ConflictFile, later: number): ConflictFile => ({
  ...file,
  found: { ...file.found, modifiedAtMs: file.source.modifiedAtMs + later },
});

describe('a line of the tree', () => {
  it('has sizes and times of both sides, and marks the newer one', () => {
    const file = conflictFile('a.txt', { sizeBytes: 640 });
    expect(cells(row(at(file, -day)))).toEqual([
      'a.txt',
      '1.0 kB',
      expect.stringMatching(/2026, \d\d:\d\d newer$/),
      '640 B',
      expect.stringMatching(/2026, \d\d:\d\d$/),
      'Replace',
    ]);
    expect(cells(row(at(file, day)))[4]).toMatch(/ newer$/);
    // What file systems round is no difference.
    expect(row(at(file, 1_500))).not.toContain('newer');
  });

  it('says where the destination does not', () => {
    const markup = row(conflictFile('a.txt', { sizeBytes: null, modifiedAtMs: null }));
    expect(cells(markup).slice(3)).toEqual(['–', '–', 'Keep both']);
    expect(markup).toContain('title="The destination does not say"');
  });

  it('says what becomes of the file, by the policy or on its own', () => {
    expect(cells(row(conflictFile('a.txt'), 'skip')).at(-1)).toBe('Skip');
    expect(cells(row(conflictFile('a.txt'), 'ask')).at(-1)).toBe('Waits');
    const own = row(conflictFile('a.txt'), 'skip', 'overwrite');
    expect(cells(own).at(-1)).toBe('Replace');
    expect(own).toContain('As the others: skip');
    expect(own).toContain('aria-label="What becomes of a.txt"');
  });

  it('is a folder with its count, open or closed, or on its way', () => {
    const folder = { kind: 'folder', name: 'raw', path: 'raw', files: 1_204 } as const;
    expect(cells(row(folder))).toEqual(['raw1,204 files']);
    expect(row(folder)).toContain('aria-expanded="false"');
    expect(row(folder, 'skip', null, true)).toContain('aria-expanded="true"');
    expect(cells(row(null))).toEqual(['Loading…']);
  });
});

describe('the policies', () => {
  const choice = (isKnown: boolean): string =>
    renderToStaticMarkup(
      <PolicyChoice
        policy="newer"
        effects={isKnown ? { ...effectsOfNothing, newer: effects({ overwrite: 1, skip: 37 }) } : null}
        exceptions={noExceptions}
        asked={38}
        onChange={nothing}
      />,
    );

  it('are six, each with what it would do, and the chosen one with what it means', () => {
    const markup = choice(true);
    expect(markup.match(/type="radio"/g)).toHaveLength(6);
    expect(markup.match(/checked=""/g)).toHaveLength(1);
    expect(markup).toContain('Replace 1 (1.0 kB), skip 37 (37.0 kB)');
    expect(markup).toContain('Replaced is what is older there by more than two seconds.');
  });

  it('do not show zeros for what is not known yet', () => {
    expect(choice(false).match(/calculating/g)).toHaveLength(6);
  });
});
