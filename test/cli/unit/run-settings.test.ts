import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseArguments } from '../../../electron/terminal/parse-arguments.ts';
import { runCommand } from '../../../electron/terminal/run-command.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createFakeTerminal } from './fake-terminal.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

async function run(...words: readonly string[]) {
  const terminal = createFakeTerminal();
  const parsed = parseArguments(['settings', ...words, '--data-dir', directory.path]);
  if (!parsed.ok) return { exitCode: 2, out: '', said: parsed.error.message };
  const exitCode = await runCommand(parsed.command, terminal);
  return { exitCode, out: terminal.stdout.texts.join(''), said: terminal.stderr.texts.join('') };
}

it.each([
  ['transfers.filesAtOnce', '4', '4'],
  ['transfers.verify', 'on', 'true'],
  ['transfers.conflict', 'skip-same', 'skip-same'],
  ['transfers.leaveOut', '*.tmp, cache/**', '["*.tmp","cache/**"]'],
  ['transfers.leaveOut', '["a,b"]', '["a,b"]'],
  ['bandwidth.bytesPerSecond', '1.5M', '1500000'],
  ['bandwidth.turtleBytesPerSecond', '64Ki', '65536'],
  ['network.proxyUrl', 'http://127.0.0.1:3128', 'http://127.0.0.1:3128'],
  ['network.noProxy', 'none', '["none"]'],
  ['history.keptDays', '30', '30'],
])('sets %s to %s', async (name, word, shown) => {
  expect(await run('set', name, word)).toEqual({ exitCode: 0, out: '', said: '' });
  expect(await run('get', name)).toEqual({ exitCode: 0, out: `${shown}\n`, said: '' });
});

it('takes a limit away again with none', async () => {
  await run('set', 'bandwidth.bytesPerSecond', '10M');
  await run('set', 'bandwidth.bytesPerSecond', 'none');
  expect((await run('get', 'bandwidth.bytesPerSecond')).out).toBe('null\n');
});

it.each([
  [['set', 'transfers.filesAtOnce', 'many'], /takes a whole number from 1 to 64; there is "many"/],
  [['set', 'transfers.files', '1'], /There is no setting “transfers.files”/],
  [['set', 'constructor.name', '1'], /There is no setting “constructor.name”/],
  [['get', '__proto__'], /There is no setting “__proto__”/],
  [['set', 'transfers.files'], /Give a setting and its value/],
  [['swap'], /“swap” is none of get, set, export, import, add-ca/],
  [['get', 'a', 'b'], /One word too many/],
  [['import', 'nowhere.json'], /could not be read/],
])('refuses %j', async (words, said) => {
  const ended = await run(...words);
  expect(ended).toMatchObject({ exitCode: 2, out: '' });
  expect(ended.said).toMatch(said);
});

it('exports and imports, and takes nothing of a wrong file', async () => {
  const path = join(directory.path, 'mine.json');
  await run('set', 'transfers.filesAtOnce', '9');
  await run('export', '--output', path);
  await run('set', 'transfers.filesAtOnce', '2');
  expect((await run('export')).out).not.toBe(readFileSync(path, 'utf8'));
  writeFileSync(join(directory.path, 'wrong.json'), readFileSync(path, 'utf8').replace('"system"', '"pink"'));
  expect(await run('import', join(directory.path, 'wrong.json'))).toMatchObject({ exitCode: 2 });
  expect((await run('get', 'transfers.filesAtOnce')).out).toBe('2\n');
  expect(await run('import', path)).toMatchObject({ exitCode: 0 });
  expect((await run('export')).out).toBe(readFileSync(path, 'utf8'));
});

it('shows all, a section, and JSON; and tells of a wrong file', async () => {
  expect((await run()).out).toContain('app.theme  system\n');
  expect((await run('get', 'history')).out).toBe('history.keptDays  null\n');
  expect(JSON.parse((await run('get', '--json')).out)).toMatchObject({ bandwidth: { isTurtleOn: false } });
  writeFileSync(join(directory.path, 'settings.json'), '{');
  const ended = await run('get', 'app.theme');
  expect(ended).toMatchObject({ exitCode: 1, out: 'system\n' });
  expect(ended.said).toMatch(/not JSON.*Until then defaults hold/);
});
