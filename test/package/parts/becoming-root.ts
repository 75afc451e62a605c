import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrdinaryUser } from './ordinary-user.ts';

/** How the person of a test becomes root while they update, since nobody is there to type a password. */
export interface BecomingRoot {
  /** Goes before every other place for programs: has a `pkexec` of the test's. */
  readonly path: string;
  /** What the next question for the password comes to. */
  answer(what: 'yes' | 'no'): Promise<void>;
  /** When it was asked, in milliseconds since the epoch. */
  asked(): Promise<readonly number[]>;
  /** From now on sudo asks for nothing at all, as on some servers. */
  withoutPassword(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * A rule for sudo that holds for this one user and this test, and a stand-in for pkexec that uses it: it takes pkexec's own words, notes when it was
 * called, and ends with pkexec's own code where a person says no. What is not tested so is polkit's window.
 */
export async function createBecomingRoot(user: OrdinaryUser): Promise<BecomingRoot> {
  const rule = `/etc/sudoers.d/gantry-test-${process.pid}`;
  const folder = join(user.home, 'as-root');
  const [answerFile, askedFile] = [join(folder, 'answer'), join(folder, 'asked')];
  const allow = async (what: string): Promise<void> => {
    await writeFile(rule, `${user.name} ALL=(root) NOPASSWD: ${what}\n`, { mode: 0o440 });
  };
  await mkdir(folder);
  const steps = [
    '#!/bin/sh',
    '[ "$1" = --version ] && exit 0',
    '[ "$1" = --disable-internal-agent ] || exit 125',
    'shift',
    `date +%s%3N >> '${askedFile}'`,
    `[ "$(cat '${answerFile}')" = yes ] || exit 126`,
    'exec sudo -n -- "$@"',
  ];
  await writeFile(join(folder, 'pkexec'), `${steps.join('\n')}\n`);
  await writeFile(answerFile, 'yes');
  await user.own(folder);
  await chmod(join(folder, 'pkexec'), 0o755);
  // Not `true`, by which Gantry would find out that sudo asks for nothing.
  await allow('/bin/sh');
  return {
    path: `${folder}:/usr/local/bin:/usr/bin:/bin`,
    answer: (what) => writeFile(answerFile, what),
    asked: async () =>
      (await readFile(askedFile, 'utf8').catch(() => ''))
        .split('\n')
        .filter((line) => line !== '')
        .map(Number),
    withoutPassword: () => allow('ALL'),
    remove: () => rm(rule, { force: true }),
  };
}
