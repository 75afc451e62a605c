import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Greeting } from '../../electron/local-socket/greeting.ts';
import { HolderProof } from '../../electron/local-socket/holder-proof.ts';
import { attendSession } from './attend-session.ts';

const token = 'the-token-of-this-start';

function messageOf(greeting: Greeting, line: unknown): Record<string, unknown> {
  const greeted = greeting.hear(line);
  if (greeted.kind !== 'asked') throw new Error(greeted.kind);
  return greeted.message as unknown as Record<string, unknown>;
}

test('both sides show that they know the token, and neither says it', () => {
  const greeting = new Greeting(token, 1);
  const proof = new HolderProof(token, 'test');
  const answer = messageOf(greeting, proof.hello);
  const reply = proof.replyTo(answer);
  expect(greeting.hear(reply)).toEqual({ kind: 'welcome', client: 'test' });
  expect(JSON.stringify([proof.hello, answer, reply])).not.toContain(token);
});

test('it is the HMAC that the documentation says', () => {
  const challenge = 'c'.repeat(32);
  const answer = messageOf(new Greeting(token, 1), { hello: 1, challenge });
  const of = (side: string): string =>
    createHmac('sha256', token).update(`gantry ${side} ${challenge} ${answer['challenge']}`).digest('base64url');
  expect(answer['proof']).toBe(of('holder'));
});

describe('who only sits where the holder was', () => {
  test('is told nothing: it cannot show that it knows the token', () => {
    const impostor = new Greeting('another-token-altogether', 1);
    const proof = new HolderProof(token, 'test');
    expect(proof.replyTo(messageOf(impostor, proof.hello))).toBe(null);
    for (const answer of [{ hello: 1, gantry: '1', host: 'window' }, { challenge: 'x', proof: '' }, null, 'hello']) {
      expect(new HolderProof(token, 'test').replyTo(answer)).toBe(null);
    }
  });

  test('cannot answer with what it heard before, nor with the client’s own words', () => {
    const earlier = new HolderProof(token, 'test');
    const heard = messageOf(new Greeting(token, 1), earlier.hello);
    expect(earlier.replyTo(heard)).not.toBe(null);
    expect(new HolderProof(token, 'test').replyTo(heard)).toBe(null);
    const { challenge } = earlier.hello as { readonly challenge: string };
    const { proof } = earlier.replyTo(heard) as { readonly proof: string };
    expect(earlier.replyTo({ challenge, proof })).toBe(null);
  });
});

describe('a client that does not know the token', () => {
  test.each([
    ['a guess', { proof: 'guess' }],
    ['the proof that it was shown', null],
    ['a request instead', { id: 1, request: 'getOverview' }],
  ])('is refused for %s', (_name, said) => {
    const greeting = new Greeting(token, 1);
    const answer = messageOf(greeting, new HolderProof('wrong', 'test').hello);
    const line = said ?? { proof: answer['proof'] };
    expect(greeting.hear(line)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('proof') });
  });

  test('learns no version', () => {
    const greeting = new Greeting(token, 1);
    const hello = { ...(new HolderProof('wrong', 'test').hello as object), hello: 2 };
    messageOf(greeting, hello);
    expect(greeting.hear({ proof: 'guess' })).toMatchObject({ reason: expect.not.stringContaining('version') });
  });

  test('is sent away by the session, and nothing after it is heard', async () => {
    const { engine, say, written, state, settle } = attendSession();
    say(new HolderProof('wrong', 'test').hello, { proof: 'guess' }, { id: 1, request: 'cancel', args: { scope: { kind: 'all' } } });
    await settle();
    expect(written).toMatchObject([{ challenge: expect.any(String) }, { error: { code: 'bad-request' } }]);
    expect(engine.calls).toEqual([]);
    expect(state.isEnded).toBe(true);
  });
});
