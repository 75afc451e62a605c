import { expect, it } from 'vitest';
import { SettleRule } from '../../../electron/engine/watch/settle-rule.ts';

const file = (size: number, modifiedAtMs = 1, inode = '7') => ({ size, modifiedAtMs, inode, device: '1' });

it('takes a file only when it looked the same for as long as the rule says', () => {
  const rule = new SettleRule(10_000);
  expect(rule.note('a', file(5), 0)).toBe(false);
  expect(rule.note('a', file(5), 9_999)).toBe(false);
  expect(rule.note('a', file(5), 10_000)).toBe(true);
});

it.each([
  ['grows', file(6)],
  ['is written to in place', file(5, 2)],
  ['is replaced by another of that name', file(5, 1, '8')],
  ['has its time set back', { ...file(5), changedAtMs: 3 }],
])('begins anew when it %s', (_what, next) => {
  const rule = new SettleRule(10_000);
  rule.note('a', file(5), 0);
  expect(rule.note('a', next, 9_000)).toBe(false);
  expect(rule.note('a', next, 18_999)).toBe(false);
  expect(rule.note('a', next, 19_000)).toBe(true);
});

it('says when the next one is due, and which are', () => {
  const rule = new SettleRule(1_000);
  expect(rule.nextDueMs()).toBeNull();
  rule.note('a', file(1), 500);
  rule.note('b', file(1), 100);
  expect(rule.nextDueMs()).toBe(1_100);
  expect(rule.due(1_100, 10)).toEqual(['b']);
  expect(rule.due(1_100, 0)).toEqual([]);
  rule.forget('b');
  expect(rule.nextDueMs()).toBe(1_500);
  rule.keepOnly((name) => name !== 'a');
  expect(rule.size).toBe(0);
});

it('does not trust an old time: what is copied keeps those of its original', () => {
  const rule = new SettleRule(10_000);
  expect(rule.note('old', file(5, -1_000_000_000), 50_000)).toBe(false);
});
