import { describe, expect, it } from 'vitest';
import type { VitestReport } from './count-report.ts';
import { countReport } from './count-report.ts';

const loaded = { status: 'passed', assertionResults: [{}] };

function report(changes: Partial<VitestReport>): VitestReport {
  return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [loaded], ...changes };
}

describe('counting a report', () => {
  it('takes over what passed, failed and was left out', () => {
    const given = report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1 });
    expect(countReport(given, 1)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  });

  it('counts a file that did not load', () => {
    const given = report({ numPassedTests: 5, testResults: [loaded, { status: 'failed', assertionResults: [] }] });
    expect(countReport(given, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('counts a run without a single test as failed', () => {
    expect(countReport(report({ testResults: [] }), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a run that ended badly although no test failed', () => {
    expect(countReport(report({ numPassedTests: 5 }), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
    expect(countReport(report({ numPassedTests: 5 }), null)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('counts a run that left no report', () => {
    expect(countReport(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
