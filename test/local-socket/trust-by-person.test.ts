import { expect, it } from 'vitest';
import type { AskAboutKey } from '../../electron/local-socket/trust-by-person.ts';
import type { HostKeyChange } from '../../shared/host-key-change.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { attendSession, hello } from './attend-session.ts';

const shown: HostKeyChange = { host: 'box.example', known: ['SHA256:before'], presented: 'SHA256:now', isRevoked: false };

/** What a program is answered that wants that key trusted, and which keys are trusted then. */
async function trustedOver(ask: AskAboutKey | null, fingerprint: string | null, change = shown) {
  const trusted: string[] = [];
  const engine = createFakeEngine({
    trustHostKey: async (_id, key) => {
      if (key !== null) trusted.push(key);
      return change;
    },
  });
  const { say, settle, written } = attendSession(engine, ask);
  say(hello, { id: 1, request: 'trustHostKey', args: { destinationId: 'd1', fingerprint } });
  await settle();
  return { trusted, answer: written.at(-1) };
}

const yes: AskAboutKey = async () => true;

it('looks at a key for anybody, and asks nobody about that', async () => {
  const looked = await trustedOver(() => Promise.reject(new Error('asked')), null);
  expect(looked).toEqual({ trusted: [], answer: { id: 1, ok: true, value: shown } });
});

it('trusts a key that a person agreed to, and was shown in full', async () => {
  const asked: HostKeyChange[] = [];
  const agreed = await trustedOver(async (change) => asked.push(change) > 0, 'SHA256:now');
  expect(agreed).toEqual({ trusted: ['SHA256:now'], answer: { id: 1, ok: true, value: shown } });
  expect(asked).toEqual([shown]);
});

it.each<[string, AskAboutKey | null, string, HostKeyChange, string]>([
  ['after a no', async () => false, 'SHA256:now', shown, 'not-possible-now'],
  ['where the holder can ask nobody', null, 'SHA256:now', shown, 'not-possible-now'],
  ['of another fingerprint than the host shows', yes, 'SHA256:other', shown, 'host-key-changed'],
  ['that was revoked', yes, 'SHA256:now', { ...shown, isRevoked: true }, 'host-key-changed'],
])('trusts no key %s', async (_case, ask, fingerprint, change, code) => {
  const refused = await trustedOver(ask, fingerprint, change);
  expect(refused).toMatchObject({ trusted: [], answer: { id: 1, ok: false, error: { code } } });
});
