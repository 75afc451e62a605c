import { describe, expect, it } from 'vitest';
import { ContinueQuestion } from '../../../../electron/engine/protocols/transport/continue-question.ts';

const mebibyte = 1024 * 1024;

describe('ContinueQuestion', () => {
  it('asks for large bodies only', () => {
    const question = new ContinueQuestion();
    expect([question.shouldAsk(mebibyte), question.shouldAsk(mebibyte + 1)]).toEqual([false, true]);
  });

  it('asks no more for sizes that were taken, but for much larger ones', () => {
    const question = new ContinueQuestion();
    question.taken(10 * mebibyte);
    question.taken(mebibyte);
    expect([question.shouldAsk(10 * mebibyte), question.shouldAsk(20 * mebibyte), question.shouldAsk(20 * mebibyte + 1)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('asks again after a refusal', () => {
    const question = new ContinueQuestion();
    question.taken(100 * mebibyte);
    question.refused();
    expect(question.shouldAsk(2 * mebibyte)).toBe(true);
  });

  it('leaves a server alone that does not answer it', () => {
    const question = new ContinueQuestion();
    question.ignored();
    question.refused();
    expect(question.shouldAsk(1024 * mebibyte)).toBe(false);
  });
});
