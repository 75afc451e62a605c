import { describe, expect, it } from 'vitest';
import { helpText } from '../../../electron/terminal/help-text.ts';
import { parseArguments } from '../../../electron/terminal/parse-arguments.ts';

const command = (...words: readonly string[]): unknown => {
  const parsed = parseArguments(['watch', ...words]);
  return parsed.ok ? parsed.command : parsed.error.message;
};
const add = (...words: readonly string[]): unknown => command('add', '/hot', '--to', 'NAS', ...words);

describe('gantry watch', () => {
  it('takes a folder and a saved destination, and nothing more is needed', () => {
    expect(add()).toMatchObject({ name: 'watch', action: 'add', folder: '/hot', to: 'NAS', rules: {}, afterwards: { kind: 'leave' } });
  });

  it('takes the rules, and patterns as often as they are given', () => {
    const words = [
      '--settle',
      '5m',
      '--no-subfolders',
      '--only',
      '*.jpg',
      '--only',
      '*.cr3',
      '--leave-out',
      'draft*',
      '--temporary',
      '*.tmp',
    ];
    expect(add(...words, '--conflict', 'overwrite', '--afterwards', 'move=done here')).toMatchObject({
      rules: {
        ...{ settleMs: 300_000, includesSubfolders: false, only: ['*.jpg', '*.cr3'], leaveOut: ['draft*'] },
        ...{ temporaryNames: ['*.tmp'], conflict: 'overwrite' },
      },
      afterwards: { kind: 'move', folder: 'done here' },
    });
  });

  it('changes what is given and nothing else', () => {
    const nothingElse = { name: 'watch', action: 'edit', folder: '/hot', to: null, rules: {}, afterwards: null, dataDirectory: null };
    expect(command('edit', '/hot', '--to', 'Other')).toEqual({ ...nothingElse, to: 'Other' });
    expect(command('edit', '/hot', '--afterwards', 'leave')).toEqual({ ...nothingElse, afterwards: { kind: 'leave' } });
    expect(command('edit', '/hot', '--subfolders', '--only', 'none', '--conflict', 'none', '--settle', '1m')).toEqual({
      ...nothingElse,
      rules: { includesSubfolders: true, only: [], conflict: null, settleMs: 60_000 },
    });
  });

  it('looks after what is watched', () => {
    expect(command()).toMatchObject({ action: 'list', isJson: false });
    expect(command('list', '--json')).toMatchObject({ action: 'list', isJson: true });
    expect(command('pause', '/hot')).toMatchObject({ action: 'pause', folder: '/hot' });
    expect(command('run', '--concurrency', '2', '--json')).toMatchObject({ action: 'run', concurrency: 2, isJson: true });
  });

  it.each([
    [['add', '/hot'], 'Where to?'],
    [['add', '--to', 'NAS'], 'Which folder?'],
    [['pause'], 'Which one?'],
    [['list', '/hot'], 'too many'],
    [['stare'], 'is none of add, list'],
    [['list', '--to', 'NAS'], '--to is only for “watch add” and “edit”'],
    [['edit', '--settle', '1m'], 'Which one?'],
    [['edit', '/hot'], 'What is it to be?'],
    [['edit', '/hot', '--subfolders', '--no-subfolders'], 'say the opposite'],
    [['add', '/hot', '--to', 'NAS', '--subfolders'], '--subfolders is only for “watch edit”'],
    [['add', '/hot', '--to', 'NAS', '--concurrency', '3'], '--concurrency is only for “watch run”'],
    [['run', '--after-queue'], '--after-queue is no option of “watch”'],
    [['add', '/hot', '--to', 'NAS', '--settle', 'soon'], 'from 1s to 24h'],
    [['add', '/hot', '--to', 'NAS', '--settle', '25h'], 'from 1s to 24h'],
    [['add', '/hot', '--to', 'NAS', '--afterwards', 'move='], 'leave, move=FOLDER or trash'],
    [['add', '/hot', '--to', 'NAS', '--conflict', 'ask'], 'overwrite, skip'],
  ])('%j is wrong, and says why', (words, problem) => {
    expect(command(...words)).toContain(problem);
  });

  it('has help that names its options and no others, and says what --json is', () => {
    const help = helpText('watch');
    expect(help).not.toContain('--after-queue');
    expect(help).toContain(
      '  --json                   with list: one JSON object, {folders}; with run: each file_progress and batch_progress',
    );
    expect(help).toMatch(/--concurrency N {10}with run: files at a time.*\n.*--limit-rate RATE {8}with run: bytes per second/);
  });
});
