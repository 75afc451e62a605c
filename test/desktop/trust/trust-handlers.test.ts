import { beforeEach, describe, expect, it } from 'vitest';
import type { YesNoQuestion } from '../../../electron/desktop/settings/ask-yes-no.ts';
import { createTrustHandlers } from '../../../electron/desktop/trust/trust-handlers.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { answerRequest } from '../../../electron/requests/answer-request.ts';
import type { HostKeyChange } from '../../../shared/host-key-change.ts';
import { fakeSettings } from '../../fakes/fake-settings.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { silentLog } from '../silent-log.ts';

const url = 'sftp://box.example/files/';
const shown: HostKeyChange = { host: 'box.example', known: ['SHA256:before'], presented: 'SHA256:now', isRevoked: false };

let asked: YesNoQuestion[];
let trusted: (readonly [string, string])[];
let change: HostKeyChange;
let isYes: boolean;
let agreedTo: string[];
let isAgreed: boolean;

beforeEach(() => {
  [asked, trusted, change, isYes, agreedTo, isAgreed] = [[], [], shown, true, [], true];
});

function ask(name: string, args: unknown) {
  const base = createFakeEngine();
  const trust = async (place: string, fingerprint: string | null): Promise<HostKeyChange> => {
    if (fingerprint !== null) trusted.push([place, fingerprint]);
    return change;
  };
  const engine = { ...base, trustHostKey: trust, destinations: { ...base.destinations, trustAddress: trust } };
  const handlers = createTrustHandlers(
    async (question) => {
      asked.push(question);
      return isYes;
    },
    async (_engine, addresses) => {
      agreedTo.push(...addresses);
      if (!isAgreed) throw new UploadError('not-possible-now');
    },
  );
  return answerRequest(handlers, { engine, settings: fakeSettings(), log: silentLog, currentSequence: () => 0 }, name, args);
}

describe('a page', () => {
  it.each([
    ['an address that is not saved', { url }, url],
    ['a destination', { destinationId: 'd1' }, 'd1'],
  ])('has the key of %s trusted only after a yes to both fingerprints', async (_what, of, place) => {
    expect(await ask('trustShownKey', { of, fingerprint: 'SHA256:now' })).toEqual({ ok: true, value: { isDone: true } });
    expect(trusted).toEqual([[place, 'SHA256:now']]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.title).toContain('box.example');
    expect(asked[0]?.detail).toContain('Before: SHA256:before\nNow: SHA256:now');
  });

  it('has no host looked at whose address nobody agreed to', async () => {
    isAgreed = false;
    expect(await ask('trustShownKey', { of: { url }, fingerprint: 'SHA256:now' })).toMatchObject({ error: { code: 'not-possible-now' } });
    expect([agreedTo, asked, trusted]).toEqual([[url], [], []]);
    expect(await ask('trustShownKey', { of: { destinationId: 'd1' }, fingerprint: 'SHA256:now' })).toMatchObject({ ok: true });
  });

  it('has nothing trusted after a no', async () => {
    isYes = false;
    expect(await ask('trustShownKey', { of: { url }, fingerprint: 'SHA256:now' })).toEqual({ ok: true, value: { isDone: false } });
    expect(trusted).toEqual([]);
  });

  it.each([
    ['another key than the host shows', shown, 'SHA256:of-another'],
    ['a key that was revoked', { ...shown, isRevoked: true }, 'SHA256:now'],
  ])('has nobody asked about %s', async (_what, found, fingerprint) => {
    change = found;
    const answer = await ask('trustShownKey', { of: { url }, fingerprint });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'host-key-changed', details: { host: 'box.example', fingerprint: 'SHA256:now' } },
    });
    expect([asked, trusted]).toEqual([[], []]);
  });

  it('cannot have a key trusted without the box', async () => {
    expect(await ask('trustHostKey', { destinationId: 'd1', fingerprint: 'SHA256:now' })).toMatchObject({
      ok: false,
      error: { code: 'not-possible-now' },
    });
    expect(trusted).toEqual([]);
    expect(await ask('trustHostKey', { destinationId: 'd1', fingerprint: null })).toEqual({ ok: true, value: shown });
  });
});
