import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoundResult } from './run-round.ts';

/** Writes what a round was seen to do into a file of `folder`: what is wrong, then every request, a line each. */
export async function keepEvidence({ target, seed, violations, wire }: RoundResult, folder: string): Promise<string> {
  const lines = wire.map(({ run, beganAtMs, endedAtMs, method, path, headers, bytes, answer }) => {
    const more = ['content-length', 'content-range', 'destination', 'overwrite', 'upload-offset', 'if-none-match', 'if-match']
      .filter((name) => headers[name] !== undefined)
      .map((name) => `${name}: ${String(headers[name])}`);
    return [run, beganAtMs, endedAtMs ?? '-', method, path, answer?.status ?? 'no answer', `${bytes} bytes`, ...more].join('  ');
  });
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${target.replace(/\W+/g, '-')}-${seed}.txt`);
  await writeFile(path, `${[...violations, '', 'run  from ms  to ms  request  answer', ...lines].join('\n')}\n`);
  return path;
}
