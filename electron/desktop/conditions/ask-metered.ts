import { execFile } from 'node:child_process';
import type { MeteredQuestion } from './metered-question.ts';

const longestMs = 5_000;

/** Whether the line costs money; null: nobody could say. Never throws, and starts no shell. */
export async function askMetered(questions: readonly MeteredQuestion[]): Promise<boolean | null> {
  for (const { program, words, read } of questions) {
    const answer = await answerOf(program, words);
    const isMetered = answer === null ? null : read(answer);
    if (isMetered !== null) return isMetered;
  }
  return null;
}

function answerOf(program: string, words: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: longestMs, windowsHide: true, shell: false }, (error, stdout) =>
      // Not there, or nobody behind it: then it is not known.
      resolve(error === null ? stdout : null),
    );
  });
}
