import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CrashStates } from './crash-state.ts';
import { crashStatesOf } from './crash-state.ts';
import { startRecorder } from './start-recorder.ts';

/** Records a program that commits so many transactions with these pragmas and tells each one. */
export async function recordCommits(journalMode: string, synchronous: string, count: number): Promise<CrashStates> {
  const recorder = await startRecorder();
  try {
    const program = fileURLToPath(new URL('commit-and-tell.ts', import.meta.url));
    const words = [program, join(recorder.world, 'told.db'), journalMode, synchronous, String(count)];
    const environment = { ...process.env, ...recorder.environmentFor('commits') };
    const { status, stderr } = spawnSync(process.execPath, words, { env: environment, encoding: 'utf8' });
    if (status !== 0) throw new Error(`commit-and-tell ended with ${status}: ${stderr}`);
    return crashStatesOf(recorder.operations());
  } finally {
    await recorder.remove();
  }
}
