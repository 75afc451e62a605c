import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandNames } from '../../electron/terminal/command.ts';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
beforeEach(async () => {
  home = await makeGantryHome();
});
afterEach(() => home.remove());

describe('bad usage', () => {
  it.each([
    [[], 'No command was given.'],
    [['frobnicate'], 'There is no command “frobnicate”.'],
    [['upload', '--to', 'tus+http://localhost/f/'], 'Nothing to upload'],
    [['upload', '--to', 'tus+http://localhost/f/', '--frob', 'x'], 'Unknown option “--frob”.'],
    [['upload', '--to', 'tus+http://localhost/f/', '--limit-rate', 'fast', 'x'], '--limit-rate takes'],
    [['cancel'], 'Which batch?'],
    [['upload', '--to', 'nowhere', 'x'], 'No destination named nowhere.'],
    [['upload', '--to', 'gopher://localhost/f/', 'x'], 'Not a usable destination.'],
    [['destinations', 'add', 'nas', 'http//nothing'], 'Not a usable destination.'],
    [['destinations', 'remove', 'nowhere'], 'No destination named nowhere.'],
    [['destinations', 'test', 'nowhere'], 'No destination named nowhere.'],
    [['cancel', 'b1'], 'That batch is not in the list.'],
    [['cancel', 'not an id'], 'That cannot be done.'],
    [['files', 'b1'], 'That batch is not in the list.'],
    [['retry', 'u1'], 'That file is not in the list.'],
  ])('%j ends with 2 and a clear sentence', async (words, sentence) => {
    const ended = await home.run(words);
    expect(ended.stderr).toContain(sentence);
    expect(ended.stdout).toBe('');
    expect(ended.exitCode).toBe(2);
  });

  it('never repeats a password, and leaves it nowhere', async () => {
    const ended = await home.run(['upload', '--to', 'tus+http://me:hunter2@localhost/f/', 'x']);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('GANTRY_PASSWORD');
    expect(ended.stdout + ended.stderr).not.toContain('hunter2');
    expect(existsSync(home.dataDirectory)).toBe(false);
  });
});

describe('help and version', () => {
  it('tells the version', async () => {
    expect(await home.run(['--version'])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
  });

  it('tells every command, every option and every exit code', async () => {
    const all = await home.run(['--help']);
    expect(all.exitCode).toBe(0);
    for (const command of commandNames) {
      expect(all.stdout).toContain(`  ${command} `.slice(0, 9));
      const one = await home.run([command, '--help']);
      expect(one.exitCode).toBe(0);
      expect(one.stdout).toContain(`Usage: gantry ${command}`);
      expect(one.stdout).toContain('--data-dir');
    }
    for (const code of [0, 1, 2, 3, 4, 5]) expect(all.stdout).toMatch(new RegExp(`  ${code}  \\w`));
    const upload = await home.run(['upload', '--help']);
    for (const option of ['to', 'concurrency', 'limit-rate', 'retries', 'conflict', 'verify', 'json'])
      expect(upload.stdout).toContain(`--${option}`);
  });
});

describe('with nothing in the queue', () => {
  it('says so and is content', async () => {
    expect(await home.run(['status'])).toMatchObject({ exitCode: 0, stdout: 'The queue is empty.\n' });
    const json = await home.run(['status', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ batches: [], totals: { total: 0 } });
    expect(existsSync(home.dataDirectory)).toBe(false);
    expect(await home.run(['resume'])).toMatchObject({ exitCode: 0, stderr: 'Nothing is left to do.\n' });
    expect(await home.run(['retry', '--failed'])).toMatchObject({ exitCode: 0, stderr: 'Nothing has failed.\n' });
  });
});
