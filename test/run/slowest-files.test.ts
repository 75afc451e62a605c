import { expect, it } from 'vitest';
import { slowestFiles } from './slowest-files.ts';

const report = (...seconds: readonly number[]) => ({
  ...{ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 },
  testResults: seconds.map((took, index) => ({
    ...{ status: 'passed', assertionResults: [{}], name: `/project/test/${index}.test.ts` },
    ...{ startTime: 1_000, endTime: 1_000 + took * 1_000 },
  })),
});

it('names the files that took longest, the longest first', () => {
  expect(slowestFiles(report(12, 3, 91.4))).toBe('slowest: 2.test.ts 91 s · 0.test.ts 12 s');
});

it('says nothing where all were quick', () => {
  expect(slowestFiles(report(1, 9))).toBeNull();
});
