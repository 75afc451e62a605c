import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { programPath } from '../servers/parts/program-path.ts';

/** What measures a client: GNU time asks the system at the end and is exact, looking into /proc meanwhile comes close. */
export type Meter = { readonly kind: 'gnu-time'; readonly program: string } | { readonly kind: 'proc' };

/** Throws with words for people where neither is to be had. */
export function findMeter(): Meter {
  for (const name of ['time', 'gtime']) {
    const program = programPath(name);
    if (program !== null && /GNU/.test(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? ''))
      return { kind: 'gnu-time', program };
  }
  if (existsSync('/proc/self/status')) return { kind: 'proc' };
  throw new Error('The bench needs GNU time: "apt install time", or "brew install gnu-time".');
}
