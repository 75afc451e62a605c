import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installPackage } from '../../../electron/desktop/updates/install-package.ts';
import type { InstallRight } from '../../../electron/desktop/updates/update-support.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

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

test.skipIf(process.platform !== 'linux').each([
  ['what was announced', 'gantry', 'done', ['chmod 755', 'chmod 644', 'apt-get -qq']],
  ['something else', 'secret of root', 'damaged', []],
])('nobody else may read the copy of %s before it was compared', async (_name, content, expected, steps) => {
  const directory = await temporaryDirectory();
  onTestFinished(() => directory.remove());
  const [programs, file, heard] = ['programs', 'Gantry.deb', 'heard'].map((name) => join(directory.path, name)) as [string, string, string];
  mkdirSync(programs);
  for (const name of ['chmod', 'apt-get'])
    writeFileSync(join(programs, name), `#!/bin/sh\necho "${name} $1" >> "${heard}"\n`, { mode: 0o755 });
  writeFileSync(file, content);
  const ended = await installPackage({
    ...{ kind: 'deb', right: 'root', file, digest: createHash('sha512').update('gantry').digest('hex') },
    async run(program, words) {
      const child = spawn(program, words, { env: { ...process.env, PATH: `${programs}:${process.env['PATH']}`, TMPDIR: directory.path } });
      const [exitCode] = (await once(child, 'close')) as [number | null];
      return exitCode;
    },
  }).then(
    () => 'done',
    (error: { readonly details: { readonly reason: string } }) => error.details.reason,
  );
  const done = existsSync(heard) ? readFileSync(heard, 'utf8').trim().split('\n') : [];
  expect([ended, done]).toEqual([expected, steps]);
});
