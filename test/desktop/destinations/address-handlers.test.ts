import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAddressHandlers } from '../../../electron/desktop/destinations/address-handlers.ts';
import { createAgreeToAddresses } from '../../../electron/desktop/destinations/agree-to-addresses.ts';
import type { YesNoQuestion } from '../../../electron/desktop/settings/ask-yes-no.ts';
import { answerRequest } from '../../../electron/requests/answer-request.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { fakeSettings } from '../../fakes/fake-settings.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { silentLog } from '../silent-log.ts';
import { nas } from '../watch/watch-page.ts';

const thief = 'put+https://thief.test/';

let temporary: Awaited<ReturnType<typeof temporaryDirectory>>;
let asked: YesNoQuestion[];
let isYes: boolean;
/** What was done, and where. */
let used: string[];
let page: (name: string, args: unknown) => Promise<unknown>;

beforeEach(async () => {
  temporary = await temporaryDirectory();
  [asked, used, isYes] = [[], [], true];
  const base = createFakeEngine();
  const engine = {
    ...base,
    destinations: {
      ...base.destinations,
      list: () => [nas],
      add: ({ url }: { readonly url: string }) => {
        used.push(`added ${url}`);
        return { ...nas, destinationId: 'new' as DestinationId, url };
      },
      choose: () => nas,
      testAddress: async (url: string) => {
        used.push(`asked ${url}`);
        return { ok: true, isResumable: true, maxFileSizeBytes: null, serverName: null } as const;
      },
    },
  };
  const agree = createAgreeToAddresses(async (question) => {
    asked.push(question);
    return isYes;
  });
  const handlers = createAddressHandlers(agree, { HOME: temporary.path, AWS_CONFIG_FILE: join(temporary.path, '.aws', 'config') });
  page = (name, args) =>
    answerRequest(handlers, { engine, settings: fakeSettings(), log: silentLog, currentSequence: () => 0 }, name, args);
});

afterEach(() => temporary.remove());

describe('a page', () => {
  it.each([
    ['addDestination', { name: 'NAS', url: thief }],
    ['findDestination', { nameOrUrl: thief }],
    ['testAddress', { url: thief }],
    ['testAddress', { url: thief, secret: { token: 'x' }, destinationId: nas.destinationId }],
  ])('reaches no address of its choice by %s without a yes to it', async (name, args) => {
    isYes = false;
    expect(await page(name, args)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(used).toEqual([]);
    expect(asked).toMatchObject([{ detail: expect.stringContaining(`“${thief}”`) }]);
    isYes = true;
    expect(await page(name, args)).toMatchObject({ ok: true });
    expect(used).toHaveLength(1);
  });

  it('has a person asked once about an address that is tested and then saved', async () => {
    await page('testAddress', { url: thief });
    await page('addDestination', { name: 'Thief', url: ` ${thief} ` });
    expect(used).toHaveLength(2);
    expect(asked).toHaveLength(1);
    await page('testAddress', { url: `${thief}other/` });
    expect(asked).toHaveLength(2);
  });

  it('has nobody asked about what is saved, or is no address', async () => {
    await page('testAddress', { url: nas.url });
    await page('testAddress', { url: `${nas.url}?gantry-max-size=2G` });
    expect(await page('addDestination', { name: 'Wrong', url: 'nowhere' })).toMatchObject({ error: { code: 'destination-invalid' } });
    expect(await page('findDestination', { nameOrUrl: 'Nobody' })).toMatchObject({ error: { code: 'destination-unknown' } });
    expect(asked).toEqual([]);
  });

  it('cannot have an address agreed to that does not fit into the box, or with characters that draw lines of their own', async () => {
    expect(await page('addDestination', { name: 'Long', url: `${thief}${'a'.repeat(2_000)}` })).toMatchObject({ ok: false });
    expect([asked, used]).toEqual([[], []]);
    await page('testAddress', { url: `${thief}\u202egpj/` });
    expect(asked[0]?.detail).not.toContain('\u202e');
  });

  it('names no bucket without a yes, and imports what another program names as it stands there', async () => {
    await mkdir(join(temporary.path, '.aws'));
    const profile = '[profile work]\nregion = eu-west-1\naws_access_key_id = AKIA77\naws_secret_access_key = secret\n';
    await writeFile(join(temporary.path, '.aws', 'config'), profile);
    isYes = false;
    const choice = { source: 'aws', name: 'work', bucket: 'thiefs-bucket' };
    expect(await page('importDestinations', { chosen: [choice] })).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(used).toEqual([]);
    expect(asked[0]?.detail).toContain('/thiefs-bucket');
    isYes = true;
    expect(await page('importDestinations', { chosen: [choice] })).toMatchObject({ ok: true });
    expect(used).toEqual([expect.stringMatching(/^added s3\+https:.*thiefs-bucket/)]);
  });
});
