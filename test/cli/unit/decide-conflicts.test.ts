import { describe, expect, it } from 'vitest';
import { decideConflicts } from '../../../electron/terminal/decide-conflicts.ts';
import type { ConflictEffects, PolicyEffects } from '../../../shared/conflict.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { batchProgress } from '../../desktop/progress-samples.ts';
import { fakeQueue } from './fake-queue.ts';
import { createFakeTerminal } from './fake-terminal.ts';

const none = { overwrite: 0, skip: 0, rename: 0 };
const megabyte = 1_000_000;
const of = (counts: Partial<ConflictEffects>): PolicyEffects => {
  const all = { ...none, ...counts };
  return { ...all, bytes: { overwrite: all.overwrite * megabyte, skip: all.skip * megabyte, rename: all.rename * megabyte } };
};
const effects = {
  overwrite: of({ overwrite: 38 }),
  'skip-same': of({ overwrite: 12, skip: 26 }),
  skip: of({ skip: 38 }),
  newer: of({ overwrite: 1, skip: 37 }),
  rename: of({ rename: 38 }),
};

function setUp(answers: (string | null)[] | null) {
  const engine = createFakeEngine({ listConflicts: async () => ({ nodes: [], nextIndex: null, entries: 0, effects }) });
  const fake = createFakeTerminal();
  const questions: string[] = [];
  const ask = async (question: string): Promise<string | null> => {
    questions.push(question);
    return answers?.shift() ?? null;
  };
  const terminal = answers === null ? fake : { ...fake, ask };
  const asking = batchProgress({ total: 10_000, conflicts: { looking: 0, asked: 38, decided: none } });
  const interruption = { signal: new AbortController().signal, cause: () => null };
  return {
    engine,
    fake,
    questions,
    asking,
    run: () => decideConflicts({ queue: fakeQueue(engine), terminal, interruption }, [asking, batchProgress()]),
  };
}

describe('a batch that meets what is there already', () => {
  it('is asked about once, with what each choice would do in numbers', async () => {
    const { engine, fake, questions, asking, run } = setUp(['what?', 'U']);
    await run();
    expect(fake.stderr.texts.join('')).toContain('38 of 10,000 files are there already at ');
    expect(fake.stderr.texts.join('')).toContain('u  Skip what is the same (replace 12 (12.0 MB), skip 26 (26.0 MB)).');
    expect(questions).toHaveLength(2);
    expect(engine.calls).toEqual([['resolveConflicts', [asking.batchId, { policy: 'skip-same' }]]]);
  });

  it('keeps both where nobody can be asked', async () => {
    const { engine, fake, asking, run } = setUp(null);
    await run();
    expect(fake.stderr.texts.join('')).toMatch(/^38 of 10,000 files are there already at .*\. Both are kept\.\n$/);
    expect(engine.calls).toEqual([['resolveConflicts', [asking.batchId, { policy: 'rename' }]]]);
  });

  it('goes on waiting when the person leaves', async () => {
    const { engine, run } = setUp([null]);
    await run();
    expect(engine.calls).toEqual([]);
  });
});
