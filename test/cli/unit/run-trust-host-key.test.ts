import { expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { TrustCommand } from '../../../electron/terminal/command.ts';
import { errorSentence } from '../../../electron/terminal/error-sentence.ts';
import { listenForInterruption } from '../../../electron/terminal/interruption.ts';
import { parseArguments } from '../../../electron/terminal/parse-arguments.ts';
import { runTrustHostKey } from '../../../electron/terminal/run-trust-host-key.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { fakeQueue } from './fake-queue.ts';
import { createFakeTerminal } from './fake-terminal.ts';

const keyOf = (letter: string): string => `SHA256:${letter.repeat(43)}`;
const [before, now] = [keyOf('a'), keyOf('b')];

interface Situation {
  readonly command?: Partial<TrustCommand>;
  /** What a person writes; left out: nobody is there. */
  readonly line?: string;
  readonly presented?: string;
  readonly isRevoked?: boolean;
  /** The window holds the queue, and answers so; left out: this process holds it. */
  readonly inWindow?: 'yes' | 'no' | 'nothing';
}

/** Runs the command on a server whose key changed; answers what was trusted by it. */
async function run({ command = {}, line, presented = now, isRevoked = false, inWindow }: Situation) {
  const terminal = { ...createFakeTerminal(), ...(line === undefined ? {} : { ask: async () => line }) };
  const trusted: string[] = [];
  const engine = createFakeEngine({
    trustHostKey: async (_id, fingerprint) => {
      if (fingerprint !== null && inWindow === 'nothing') {
        terminal.signal();
        await new Promise(() => undefined);
      }
      if (fingerprint !== null && inWindow === 'no') throw new UploadError('not-possible-now');
      if (fingerprint !== null) trusted.push(fingerprint);
      return { host: 'box.example', known: [before], presented, isRevoked };
    },
  });
  Object.assign(engine.destinations, { find: () => ({ destinationId: 'd1' as DestinationId, name: 'Old box' }) });
  const queue = { ...fakeQueue(engine), ...(inWindow === undefined ? {} : { holder: { host: 'window', version: '1.2.3' } as const }) };
  const context = {
    ...{ terminal, queue, interruption: listenForInterruption(terminal) },
    ...{ resumeHint: '', actsAfterwards: false, dataDirectory: '' },
  };
  const given = {
    name: 'destinations',
    action: 'trust',
    destinationName: 'Old box',
    isAgreed: false,
    fingerprint: null,
    ...command,
  } as const;
  const exitCode = await runTrustHostKey(given, context);
  return { exitCode, trusted, out: terminal.stdout.texts.join(''), said: terminal.stderr.texts.join('') };
}

it.each<[string, Situation, number, readonly string[]]>([
  ['a yes', { line: 'yes' }, 0, [now]],
  ['a no', { line: 'no' }, 1, []],
  ['an empty line', { line: '' }, 1, []],
  ['--yes', { command: { isAgreed: true } }, 0, [now]],
  ['the right fingerprint', { command: { fingerprint: now } }, 0, [now]],
  ['another fingerprint', { command: { fingerprint: keyOf('c') } }, 1, []],
  ['a key that is known', { presented: before }, 0, []],
  ['--yes to a key that was revoked', { command: { isAgreed: true }, isRevoked: true }, 1, []],
])('shows both fingerprints, and answers %s', async (_name, situation, exitCode, trusted) => {
  const ended = await run(situation);
  expect(ended).toMatchObject({ exitCode, trusted });
  expect(ended.out).toContain(`Old box\n  before: ${before}\n  now:    ${situation.presented ?? now}\n`);
});

it('trusts nothing where nobody can be asked', async () => {
  expect(await run({})).toMatchObject({ exitCode: 2, trusted: [], said: expect.stringContaining('--fingerprint SHA256:…') });
});

it('says that the window asks, which no word of the command answers for', async () => {
  const words = 'asks in its window';
  expect(await run({ command: { isAgreed: true }, inWindow: 'yes' })).toMatchObject({ exitCode: 0, out: expect.stringContaining(words) });
  await expect(run({ command: { isAgreed: true }, inWindow: 'no' })).rejects.toMatchObject({ code: 'not-possible-now' });
  const ended = await run({ command: { fingerprint: now }, inWindow: 'nothing' });
  expect(ended).toMatchObject({ exitCode: 3, trusted: [], out: expect.not.stringContaining('is trusted') });
});

it('takes --yes or one fingerprint', () => {
  const parsed = (...words: readonly string[]) => parseArguments(['destinations', 'trust', 'box', ...words]);
  expect(parsed('-y')).toMatchObject({ ok: true, command: { action: 'trust', isAgreed: true, fingerprint: null } });
  expect(parsed('--fingerprint', now)).toMatchObject({ ok: true, command: { isAgreed: false, fingerprint: now } });
  for (const words of [
    ['-y', '--fingerprint', now],
    ['--fingerprint', 'MD5:12:34'],
    ['--fingerprint', `${now}=`],
  ])
    expect(parsed(...words)).toMatchObject({ ok: false });
  expect(parseArguments(['destinations', 'remove', 'box', '--yes'])).toMatchObject({ ok: false });
});

it('names the command with the destination’s own name', () => {
  const error = { code: 'host-key-changed', details: { host: 'box:2222', knownFingerprints: [before], fingerprint: now } } as const;
  expect(errorSentence(error, "Ann's box")).toMatch(/gantry destinations trust 'Ann'\\''s box'$/);
  expect(errorSentence(error)).toMatch(/gantry destinations trust sftp:\/\/box:2222\/$/);
  expect(errorSentence({ ...error, details: { ...error.details, reason: 'revoked' } }, 'box')).not.toContain('trust box');
});
