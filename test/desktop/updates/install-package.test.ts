import { expect, test } from 'vitest';
import { installPackage } from '../../../electron/desktop/updates/install-package.ts';
import type { InstallRight } from '../../../electron/desktop/updates/update-support.ts';

async function install(right: InstallRight, exitCode: number | null | Error) {
  const runs: (readonly string[])[] = [];
  const ended = await installPackage({
    ...{ kind: 'deb', right, file: "/home/o'neil/$(x)/Gantry 1.2.deb", digest: 'ab12' },
    run: async (program, words) => {
      runs.push([program, ...words]);
      if (exitCode instanceof Error) throw exitCode;
      return exitCode;
    },
  }).then(
    () => 'done',
    (error: { readonly details: { readonly reason: string } }) => error.details.reason,
  );
  return { runs, ended };
}

test('asks once, and hands the path over as a word that no shell reads', async () => {
  const { runs, ended } = await install('pkexec', 0);
  expect([runs.length, ended]).toEqual([1, 'done']);
  const [words = []] = runs;
  expect(words.slice(0, 3)).toEqual(['pkexec', '--disable-internal-agent', '/bin/sh']);
  expect(words.slice(-3)).toEqual(['gantry-update', "/home/o'neil/$(x)/Gantry 1.2.deb", 'ab12']);
  expect(words.at(-4)).not.toContain('neil');
});

test.each<[InstallRight, string]>([
  ['sudo', 'sudo --non-interactive'],
  ['root', '/bin/sh -c'],
])('by %s nobody is asked', async (right, beginning) => {
  expect((await install(right, 0)).runs[0]?.slice(0, 2).join(' ')).toBe(beginning);
});

test.each<[InstallRight, number | null | Error, string]>([
  ['pkexec', 126, 'refused'],
  ['pkexec', 127, 'refused'],
  ['pkexec', new Error('ENOENT'), 'refused'],
  ['pkexec', 90, 'damaged'],
  ['pkexec', 100, 'not-installed'],
  ['sudo', 126, 'not-installed'],
  ['root', null, 'not-installed'],
])('by %s, ended with %s: %s', async (right, exitCode, reason) => {
  expect((await install(right, exitCode)).ended).toBe(reason);
});
