import { describe, expect, it } from 'vitest';
import { runStages } from './run-stages.ts';
import type { Stage, StageResult } from './stage-result.ts';

const good: StageResult = { passed: 3, failed: 0, skipped: 0, output: 'all the noise of a good run' };

function stage(name: string, result: StageResult | Error): Stage {
  return {
    name,
    run: async () => {
      if (result instanceof Error) throw result;
      return result;
    },
  };
}

async function runAll(stages: readonly Stage[]): Promise<{ readonly exitCode: number; readonly printed: string }> {
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  return { exitCode: await runStages(stages, print, () => 0), printed };
}

describe('running stages', () => {
  it('ends with the sum, and says little about what went well', async () => {
    const { exitCode, printed } = await runAll([stage('unit', good), stage('house', good)]);
    expect(exitCode).toBe(0);
    expect(printed.endsWith('\n6 passed, 0 failed\n')).toBe(true);
    expect(printed).not.toContain('noise');
  });

  it('shows everything of a failed stage, goes on, and fails', async () => {
    const bad = { passed: 1, failed: 2, skipped: 0, output: 'expected 1 to be 2' };
    const { exitCode, printed } = await runAll([stage('unit', bad), stage('house', good)]);
    expect(exitCode).toBe(1);
    expect(printed).toContain('FAILED (2 of 3)');
    expect(printed).toContain('expected 1 to be 2');
    expect(printed.endsWith('\n4 passed, 2 failed\n')).toBe(true);
  });

  it('counts a stage that broke as one failure', async () => {
    const { exitCode, printed } = await runAll([stage('e2e', new Error('no Electron here')), stage('unit', good)]);
    expect(exitCode).toBe(1);
    expect(printed).toContain('no Electron here');
    expect(printed.endsWith('\n3 passed, 1 failed\n')).toBe(true);
  });

  it('tells what was left out, and why', async () => {
    const left = { ...good, skipped: 4, note: 'nginx is not installed' };
    const { exitCode, printed } = await runAll([stage('integration', left)]);
    expect(exitCode).toBe(0);
    expect(printed).toContain('nginx is not installed');
    expect(printed.endsWith('\n3 passed, 0 failed, 4 skipped\n')).toBe(true);
  });

  it('does not call nothing a success', async () => {
    expect((await runAll([])).exitCode).toBe(1);
  });
});
