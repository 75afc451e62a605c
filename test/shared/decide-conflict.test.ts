import { describe, expect, it } from 'vitest';
import type { ConflictChoice, FoundStamp } from '../../shared/conflict.ts';
import { decideConflict, newerSideOf } from '../../shared/decide-conflict.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { conflictPolicies } from '../../shared/upload.ts';

const source = { sizeBytes: 100, modifiedAtMs: 1_700_000_000_000 };
const day = 86_400_000;

const there = {
  'the same': { sizeBytes: 100, modifiedAtMs: source.modifiedAtMs },
  'the same, as a disk rounds it': { sizeBytes: 100, modifiedAtMs: source.modifiedAtMs - 1_999 },
  'the same, arrived later': { sizeBytes: 100, modifiedAtMs: source.modifiedAtMs + day },
  'as large, but older': { sizeBytes: 100, modifiedAtMs: source.modifiedAtMs - 2_001 },
  'larger and newer': { sizeBytes: 200, modifiedAtMs: source.modifiedAtMs + day },
  'larger and older': { sizeBytes: 200, modifiedAtMs: source.modifiedAtMs - day },
  'as large, of no time': { sizeBytes: 100, modifiedAtMs: null },
  'larger, of no time': { sizeBytes: 200, modifiedAtMs: null },
  'newer, of no size': { sizeBytes: null, modifiedAtMs: source.modifiedAtMs + day },
  'of neither': { sizeBytes: null, modifiedAtMs: null },
} satisfies Record<string, FoundStamp>;

type Row = readonly [keyof typeof there, Readonly<Record<'skip-same' | 'newer', ConflictChoice>>];
const rows: readonly Row[] = [
  ['the same', { 'skip-same': 'skip', newer: 'skip' }],
  ['the same, as a disk rounds it', { 'skip-same': 'skip', newer: 'skip' }],
  ['the same, arrived later', { 'skip-same': 'skip', newer: 'skip' }],
  ['as large, but older', { 'skip-same': 'overwrite', newer: 'overwrite' }],
  ['larger and newer', { 'skip-same': 'overwrite', newer: 'skip' }],
  ['larger and older', { 'skip-same': 'overwrite', newer: 'overwrite' }],
  ['as large, of no time', { 'skip-same': 'overwrite', newer: 'rename' }],
  ['larger, of no time', { 'skip-same': 'overwrite', newer: 'rename' }],
  ['newer, of no size', { 'skip-same': 'rename', newer: 'skip' }],
  ['of neither', { 'skip-same': 'rename', newer: 'rename' }],
];

const always: Readonly<Record<Exclude<ConflictPolicy, 'skip-same' | 'newer'>, ConflictChoice | null>> = {
  ask: null,
  overwrite: 'overwrite',
  skip: 'skip',
  rename: 'rename',
};

describe.each(rows)('what is there is %s', (name, expected) => {
  it.each(conflictPolicies)('%s', (policy) => {
    const choice = policy === 'skip-same' || policy === 'newer' ? expected[policy] : always[policy];
    expect(decideConflict(policy, source, there[name])).toBe(choice);
  });
});

it('tells which side is newer, as far as clocks and file systems let that be told', () => {
  const found = (laterMs: number) => ({ sizeBytes: 1, modifiedAtMs: source.modifiedAtMs + laterMs });
  expect([-2_001, -2_000, 0, 2_000, 2_001].map((laterMs) => newerSideOf(source, found(laterMs)))).toEqual([
    'here',
    null,
    null,
    null,
    'there',
  ]);
  expect(newerSideOf(source, { sizeBytes: 1, modifiedAtMs: null })).toBeNull();
});

it('has every file that there can be', () => {
  expect(rows.map(([name]) => name)).toEqual(Object.keys(there));
});
