import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../electron/terminal/command.ts';
import { parseArguments } from '../../../electron/terminal/parse-arguments.ts';

function command(...words: string[]): Command {
  const parsed = parseArguments(words);
  if (!parsed.ok) throw parsed.error;
  return parsed.command;
}

function problem(...words: string[]): string {
  const parsed = parseArguments(words);
  return parsed.ok ? `accepted: ${JSON.stringify(parsed.command)}` : parsed.error.message;
}

const noRunOptions = { concurrency: null, limitRate: null, afterQueue: false, isJson: false };

describe('parseArguments', () => {
  it('reads an upload with its defaults', () => {
    expect(command('upload', '--to', 'nas', 'photos', 'b.txt')).toEqual({
      name: 'upload',
      to: 'nas',
      paths: ['photos', 'b.txt'],
      conflict: null,
      verify: false,
      maxAttempts: null,
      dataDirectory: null,
      ...noRunOptions,
    });
  });

  it('reads every option of upload, wherever it stands', () => {
    const words =
      '--data-dir /d upload a --to=tus+http://h/f/ --concurrency 8 --limit-rate 10M --retries 0 --conflict skip --verify --json b'.split(
        ' ',
      );
    expect(command(...words)).toEqual({
      name: 'upload',
      to: 'tus+http://h/f/',
      paths: ['a', 'b'],
      conflict: 'skip',
      verify: true,
      maxAttempts: 1,
      dataDirectory: '/d',
      concurrency: 8,
      limitRate: 10_000_000,
      afterQueue: false,
      isJson: true,
    });
  });

  it('takes everything after "--" as paths', () => {
    expect(command('upload', '--to', 'nas', '--', '--json', '-x')).toMatchObject({ paths: ['--json', '-x'], isJson: false });
  });

  it.each([
    [['resume'], { name: 'resume', ...noRunOptions }],
    [['resume', '--limit-rate', '1.5Mi', '--concurrency', '1', '--json'], { limitRate: 1_572_864, concurrency: 1, isJson: true }],
    [['resume', '--after-queue'], { name: 'resume', ...noRunOptions, afterQueue: true }],
    [['retry'], { name: 'retry', uploadIds: [] }],
    [['retry', '--failed'], { name: 'retry', uploadIds: [] }],
    [['retry', 'u1', 'u2', '--json'], { name: 'retry', uploadIds: ['u1', 'u2'], isJson: true }],
    [['cancel', 'b1'], { name: 'cancel', batchId: 'b1' }],
    [['status'], { name: 'status', isJson: false }],
    [['status', '--json', '--data-dir=x'], { name: 'status', isJson: true, dataDirectory: 'x' }],
    [['files', 'b1'], { name: 'files', batchId: 'b1', status: null, isJson: false }],
    [['files', 'b1', '--status', 'failed', '--json'], { name: 'files', status: 'failed', isJson: true }],
    [['serve', 'dir'], { name: 'serve', into: { directory: 'dir' }, port: 0 }],
    [['serve', 'dir', '--port', '8080'], { name: 'serve', port: 8080 }],
    [['serve', '--store', 's3+https://h/b'], { name: 'serve', into: { store: 's3+https://h/b' }, port: 0 }],
    [['destinations'], { name: 'destinations', action: 'list', isJson: false }],
    [['destinations', 'list', '--json'], { name: 'destinations', action: 'list', isJson: true }],
    [
      ['destinations', 'add', 'nas', 'put+http://h/'],
      { name: 'destinations', action: 'add', destinationName: 'nas', url: 'put+http://h/' },
    ],
    [['destinations', 'test', 'nas'], { name: 'destinations', action: 'test', destinationName: 'nas', isJson: false }],
    [['destinations', 'unfinished', 'nas', '--json'], { action: 'unfinished', destinationName: 'nas', isJson: true }],
    [['destinations', 'import'], { action: 'import', source: null, names: [], takesAll: false, bucket: null }],
    [['destinations', 'import', 'ssh', 'a', 'b'], { source: 'ssh', names: ['a', 'b'], takesAll: false }],
    [['destinations', 'import', '--all', '--bucket', 'b1'], { source: null, takesAll: true, bucket: 'b1' }],
    [['destinations', 'clean', 'nas', '--all'], { action: 'clean', unfinishedIds: [], olderThanMs: null, alsoOthers: false }],
    [['destinations', 'clean', 'nas', '--older-than', '7d', '--others'], { olderThanMs: 604_800_000, alsoOthers: true }],
    [['destinations', 'clean', 'nas', 'a', 'b c'], { unfinishedIds: ['a', 'b c'], alsoOthers: false }],
    [
      ['destinations', 'edit', 'nas', '--url', 'put+http://h/'],
      { name: 'destinations', action: 'edit', destinationName: 'nas', newName: null, url: 'put+http://h/' },
    ],
    [['destinations', 'duplicate', 'nas'], { name: 'destinations', action: 'duplicate', destinationName: 'nas' }],
    [['destinations', 'default', 'nas'], { name: 'destinations', action: 'default', destinationName: 'nas' }],
    [['destinations', 'remove', 'nas'], { name: 'destinations', action: 'remove', destinationName: 'nas' }],
    [['--help'], { name: 'help', topic: null }],
    [['-h'], { name: 'help', topic: null }],
    [['help', 'files'], { name: 'help', topic: 'files' }],
    [['upload', '--help'], { name: 'help', topic: 'upload' }],
    [['--version'], { name: 'version' }],
    [['-V'], { name: 'version' }],
  ])('reads %j', (words, expected) => {
    expect(command(...words)).toMatchObject(expected);
  });

  it.each([
    [[], 'No command'],
    [['--json'], '“--json” needs a command'],
    [['uplaod', 'x'], '“uplaod”. Did you mean “upload”?'],
    [['frobnicate'], 'no command “frobnicate”'],
    [['upload', '--to', 'nas'], 'Nothing to upload'],
    [['upload', 'x'], 'Where to?'],
    [['upload', 'x', '--to'], '--to needs a value'],
    [['upload', 'x', '--to', '--json'], '--to needs a value'],
    [['upload', 'x', '--to='], '--to needs a value'],
    [['upload', 'x', '--to', 'nas', '--frob'], 'Unknown option “--frob”'],
    [['upload', 'x', '--to', 'nas', '--verfy'], 'Did you mean --verify?'],
    [['upload', 'x', '--to', 'nas', '-z'], 'Unknown option “-z”'],
    [['upload', 'x', '--to', 'nas', '--json=1'], '--json takes no value'],
    [['upload', 'x', '--to', 'nas', '--failed'], '--failed is no option of “upload”'],
    [['upload', 'x', '--to', 'nas', '--concurrency', '0'], '--concurrency takes a whole number from 1 to 64, not “0”'],
    [['upload', 'x', '--to', 'nas', '--concurrency', '4.5'], 'not “4.5”'],
    [['upload', 'x', '--to', 'nas', '--retries=-1'], 'not “-1”'],
    [['upload', 'x', '--to', 'nas', '--limit-rate', '10X'], 'such as 500k, 10M'],
    [['upload', 'x', '--to', 'nas', '--limit-rate', '0'], '--limit-rate'],
    [['upload', 'x', '--to', 'nas', '--conflict', 'maybe'], 'one of ask, overwrite, skip, skip-same, newer, rename, not “maybe”'],
    [['resume', 'b1'], 'One word too many: “b1”'],
    [['retry', '--failed', 'u1'], 'not both'],
    [['cancel'], 'Which batch?'],
    [['cancel', 'a', 'b'], 'too many: “b”'],
    [['files', 'b1', '--status', 'done'], 'one of queued'],
    [['serve'], 'Give a directory'],
    [['serve', 'd', '--port', '65536'], 'from 0 to 65535'],
    [['serve', 'd', '--store', 's3+https://h/b'], 'not both'],
    [['serve', '--store', 's3+https://me:secret@h/b'], 'password'],
    [['destinations', 'frob'], '“frob” is none of list'],
    [['destinations', 'add', 'nas'], 'Give the URL'],
    [['destinations', 'unfinished'], 'At which one?'],
    [['destinations', 'import', 'ftp'], '“ftp” is none of aws, rclone, ssh'],
    [['destinations', 'import', 'ssh', 'a', '--all'], 'not both'],
    [['destinations', 'import', 'aws', '--bucket', 'a/b'], '--bucket takes'],
    [['destinations', 'import', '--others'], '--others is not for'],
    [['destinations', 'list', '--bucket', 'b1'], '--bucket is only for'],
    [['destinations', 'unfinished', 'nas', 'x'], 'One word too many: “x”'],
    [['destinations', 'unfinished', 'nas', '--all'], 'only for “destinations clean”'],
    [['destinations', 'list', '--others'], 'only for “destinations clean”'],
    [['destinations', 'clean', 'nas'], 'Which ones?'],
    [['destinations', 'clean', 'nas', 'x', '--all'], 'not both'],
    [['destinations', 'clean', 'nas', '--older-than', '7'], 'such as 12h, 7d or 2w, not “7”'],
    [['destinations', 'test'], 'Which one?'],
    [['destinations', 'remove', 'nas', '--json'], '--json is only for'],
    [['destinations', 'edit', 'nas'], 'What shall change?'],
    [['destinations', 'test', 'nas', '--url', 'put+http://h/'], 'only for “destinations edit”'],
    [['upload', 'x', '--to', 'nas', '--\u001b[2Jx'], 'Unknown option “--␛[2Jx”'],
  ])('refuses %j', (words, expected) => {
    expect(problem(...words)).toContain(expected);
  });

  it.each([
    'tus+http://me:hunter2@h/f/',
    'tus+http://:hunter2@h/f/',
    'dav+https://me:hun/ter2@h/f/',
    'dav+https://me:hun#ter2@h/f/',
    'put+http:/me:hunter2@h/',
    'me:hunter2@h/f',
  ])('refuses the password in %s without repeating it', (url) => {
    for (const words of [
      ['upload', 'x', '--to', url],
      ['upload', 'x', `--to=${url}`],
      ['destinations', 'add', 'nas', url],
      ['destinations', 'test', url],
    ]) {
      expect(problem(...words)).toContain('GANTRY_PASSWORD');
      expect(problem(...words)).not.toContain('ter2');
    }
  });

  it.each(['dav+https://me@h:8443/files/me@example.org/', 'tus+http://h:80/f/', 'put+http://[::1]:80/x?user=a:b@c'])('takes %s', (url) => {
    expect(command('upload', 'x', '--to', url)).toMatchObject({ to: url });
  });

  it('never throws and never takes a word that it does not know, whatever it is given', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'upload',
        'retry',
        'files',
        'destinations',
        'add',
        '--to',
        '--json',
        '--failed',
        '--limit-rate',
        '--',
        '-',
        '-h',
        '--to=x',
        '--help',
        '__proto__',
        '--__proto__',
        '--constructor=1',
      ),
      fc.string(),
      fc.string().map((text) => `--${text}`),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const parsed = parseArguments(words);
        expect(parsed.ok ? parsed.command.name : parsed.error.message).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });
});
