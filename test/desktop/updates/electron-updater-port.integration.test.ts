import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationToken } from 'electron-updater/out/types.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DownloadPace } from '../../../electron/desktop/updates/download-pace.ts';
import { createElectronUpdater } from '../../../electron/desktop/updates/electron-updater-port.ts';
import { UpdateExecutor } from '../../../electron/desktop/updates/update-executor.ts';
import type { Outbound, Route } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import type { UpdateChannel } from '../../../shared/settings.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { selfSignedCertificate } from '../../protocols/transport/certificate.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { feedText } from '../../servers/parts/feed-text.ts';
import type { FeedServer } from '../../servers/start-feed-server.ts';
import { startFeedServer } from '../../servers/start-feed-server.ts';
import { startForwardProxy } from '../../servers/start-forward-proxy.ts';
import { silentLog } from '../silent-log.ts';

const content = Buffer.alloc(300_000, 'gantry');
const channelFile = (channel: UpdateChannel): string => `/${channel}-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`;

async function setUp(
  options: {
    readonly feedUrl?: string;
    readonly feed?: FeedServer;
    readonly version?: string;
    readonly outbound?: Outbound;
    readonly limit?: number | (() => number | null);
    readonly content?: Buffer;
  } = {},
) {
  const directory = await temporaryDirectory();
  onTestFinished(() => directory.remove());
  const feed = options.feed ?? (await startFeedServer());
  onTestFinished(() => feed.close());
  const configurationPath = join(directory.path, 'app-update.yml');
  writeFileSync(configurationPath, `provider: generic\nurl: ${options.feedUrl ?? feed.url}\nupdaterCacheDirName: gantry-updater\n`);
  const runs: (readonly string[])[] = [];
  const open = () =>
    createElectronUpdater({
      support: { kind: 'can', package: 'deb', right: 'pkexec' },
      version: options.version ?? '1.1.0',
      ...{ configurationPath, log: silentLog, clock: options.limit === undefined ? createFakeClock() : systemClock },
      ...{ image: null, nativeUpdater: null, outbound: options.outbound, limit: limitOf(options.limit) },
      cachePath: join(directory.path, 'cache'),
      async run(program, words) {
        runs.push([program, ...words]);
        return 0;
      },
    });
  const announced = options.content ?? content;
  const publish = (channel: UpdateChannel, version: string, body = announced): void => {
    feed.files.set(channelFile(channel), feedText(version, `Gantry-${version}-linux-amd64.deb`, announced));
    feed.files.set(`/Gantry-${version}-linux-amd64.deb`, body);
  };
  const cache = join(directory.path, 'cache', 'gantry-updater');
  const parts = (): readonly string[] => {
    const names = existsSync(cache) ? readdirSync(cache) : [];
    return names.filter((name) => name.endsWith('.part')).map((name) => join(cache, name));
  };
  return {
    ...{ updater: await open(), open, feed, publish, runs, configurationPath, pending: join(cache, 'pending') },
    /** What is there of a file that was cut off. */
    partBytes: () => parts().reduce((sum, path) => sum + statSync(path).size, 0),
    spoilPart() {
      for (const path of parts()) writeFileSync(path, 'spoiled', { flag: 'r+' });
    },
  };
}

function limitOf(limit: number | (() => number | null) | undefined): () => number | null {
  return typeof limit === 'function' ? limit : () => limit ?? null;
}

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: { readonly code: string; readonly details: { readonly reason?: string } }) => `${error.code} ${error.details.reason}`,
  );

describe('electron-updater behind our port', () => {
  it('finds, downloads and hands over what was announced, and says nothing of who asks', async () => {
    const { updater, publish, feed, runs, pending } = await setUp();
    publish('latest', '1.2.0');
    expect(await updater.find('latest', false)).toEqual({ version: '1.2.0', isOlder: false });
    await updater.download();
    expect(await updater.install(true)).toBe('replaced');
    expect(runs.map((words) => words.slice(-2))).toEqual([
      [join(pending, 'Gantry-1.2.0-linux-amd64.deb'), expect.stringMatching(/^[0-9a-f]{128}$/)],
    ]);
    expect(feed.seen.map(({ path }) => path)).toEqual([channelFile('latest'), '/Gantry-1.2.0-linux-amd64.deb']);
    for (const { headers } of feed.seen) expect(Object.keys(headers)).not.toContain('x-user-staging-id');
  });

  it('downloads no faster than it may', async () => {
    const { updater, publish } = await setUp({ limit: 400_000 });
    publish('latest', '1.2.0');
    await updater.find('latest', false);
    const startedMs = performance.now();
    await updater.download();
    expect(performance.now() - startedMs).toBeGreaterThan((content.length / 400_000) * 900);
  });

  it('does not download again what the last process has downloaded', async () => {
    const { updater, open, publish, feed } = await setUp();
    publish('latest', '1.2.0');
    await updater.find('latest', false);
    await updater.download();
    const next = await open();
    await next.find('latest', false);
    await next.download();
    expect(await next.install(false)).toBe('replaced');
    expect(feed.seen.filter(({ path }) => path.endsWith('.deb'))).toHaveLength(1);
  });

  it.each([
    ['the same', '1.1.0', false, null],
    ['an older one', '1.0.9', false, null],
    ['an older one, after the channel was changed', '1.0.9', true, { version: '1.0.9', isOlder: true }],
  ])('%s', async (_name, version, mayGoBack, found) => {
    const { updater, publish } = await setUp();
    publish('latest', version);
    expect(await updater.find('latest', mayGoBack)).toEqual(found);
  });

  it('asks the channel that is followed, and the other one where that has nothing', async () => {
    const { updater, publish, feed } = await setUp();
    publish('latest', '1.2.0');
    expect(await updater.find('beta', false)).toMatchObject({ version: '1.2.0' });
    publish('beta', '1.3.0-beta.1');
    expect(await updater.find('beta', false)).toMatchObject({ version: '1.3.0-beta.1' });
    expect(await updater.find('latest', false)).toMatchObject({ version: '1.2.0' });
    expect(feed.seen.map(({ path }) => path)).toEqual([
      ...['beta', 'latest', 'beta', 'latest'].map((channel) => channelFile(channel as UpdateChannel)),
    ]);
  });

  it('throws away what is not what was announced, and takes the right one afterwards', async () => {
    const { updater, publish, runs } = await setUp();
    publish('latest', '1.2.0', Buffer.alloc(content.byteLength, 'evil'));
    await updater.find('latest', false);
    expect(await reasonOf(updater.download())).toBe('update-failed damaged');
    expect(await reasonOf(updater.install(true))).toBe('update-failed not-installed');
    publish('latest', '1.2.0');
    await updater.find('latest', false);
    await updater.download();
    expect([await updater.install(true), runs.length]).toEqual(['replaced', 1]);
  });

  it('looks once more before it installs', async () => {
    const { updater, publish, runs, pending } = await setUp();
    publish('latest', '1.2.0');
    await updater.find('latest', false);
    await updater.download();
    const path = join(pending, 'Gantry-1.2.0-linux-amd64.deb');
    writeFileSync(path, `${readFileSync(path, 'latin1').slice(1)}x`);
    expect([await reasonOf(updater.install(true)), runs]).toEqual(['update-failed damaged', []]);
  });

  it('tells what went wrong, each in its own words', async () => {
    const { updater, feed, publish } = await setUp();
    expect(await reasonOf(updater.find('latest', false))).toBe('update-failed missing');
    feed.files.set(channelFile('latest'), 'version: [');
    expect(await reasonOf(updater.find('latest', false))).toBe('update-failed feed');
    feed.files.set(channelFile('latest'), 'version: newest\n');
    expect(await reasonOf(updater.find('latest', false))).toBe('update-failed feed');
    feed.files.set(channelFile('latest'), 'version: 1.2.0\nfiles:\n  - url: a.deb\n');
    await updater.find('latest', false);
    expect(await reasonOf(updater.download())).toBe('update-failed feed');
    publish('latest', '1.2.0');
    feed.files.delete('/Gantry-1.2.0-linux-amd64.deb');
    await updater.find('latest', false);
    expect(await reasonOf(updater.download())).toBe('update-failed answer');
    const gone = await setUp({ feedUrl: 'http://127.0.0.1:9/' });
    expect(await reasonOf(gone.updater.find('latest', false))).toBe('update-failed unreachable');
  });

  it('speaks to nobody without encryption, also where a redirect leads there', async () => {
    const { updater } = await setUp({ feedUrl: 'http://192.0.2.1/' });
    expect(await reasonOf(updater.find('latest', false))).toBe('update-failed plain');
  });

  describe('a download that was cut off', () => {
    const deb = '/Gantry-1.2.0-linux-amd64.deb';

    /** Calls off in the middle of a file that is larger than all that lies between the two on its way. */
    async function cutOff() {
      let limit: number | null = 4_000_000;
      const large = Buffer.alloc(16_000_000, 'gantry and its load');
      const test = await setUp({ limit: () => limit, content: large });
      test.publish('latest', '1.2.0');
      await test.updater.find('latest', false);
      const cut = test.updater.download();
      await expect.poll(() => test.partBytes(), { interval: 5 }).toBeGreaterThan(500_000);
      test.updater.callOff();
      await expect(cut).rejects.toMatchObject({ code: 'update-failed' });
      limit = null;
      const ranges = () => test.feed.seen.filter(({ path }) => path === deb).map(({ headers }) => headers['range']);
      return { ...test, ranges, large };
    }

    it('takes nothing more, and goes on in its middle, in another process too', async () => {
      const { open, feed, ranges, partBytes, runs, pending, large } = await cutOff();
      await expect.poll(() => feed.cut).toEqual([deb]);
      const bytes = partBytes();
      expect(bytes).toBeLessThan(large.length);
      const next = await open();
      await next.find('latest', false);
      await next.download();
      expect(ranges()).toEqual([undefined, `bytes=${bytes}-`]);
      expect(readFileSync(join(pending, 'Gantry-1.2.0-linux-amd64.deb')).equals(large)).toBe(true);
      expect([await next.install(true), runs.length, partBytes()]).toEqual(['replaced', 1, 0]);
    });

    it.each(['unknown', 416] as const)('begins anew where its server has no parts (%s)', async (ranges) => {
      const test = await cutOff();
      test.feed.ranges = ranges;
      await test.updater.download();
      expect(readFileSync(join(test.pending, 'Gantry-1.2.0-linux-amd64.deb')).equals(test.large)).toBe(true);
    });

    it('begins anew where the halves do not make what was announced', async () => {
      const test = await cutOff();
      test.spoilPart();
      await test.updater.download();
      expect(test.ranges()).toEqual([undefined, expect.stringMatching(/^bytes=/), undefined]);
      expect(readFileSync(join(test.pending, 'Gantry-1.2.0-linux-amd64.deb')).equals(test.large)).toBe(true);
    });

    it('keeps nothing of a version that is not announced any more', async () => {
      const test = await cutOff();
      test.feed.files.set(channelFile('latest'), feedText('1.3.0', 'Gantry-1.3.0-linux-amd64.deb', content));
      test.feed.files.set('/Gantry-1.3.0-linux-amd64.deb', content);
      await test.updater.find('latest', false);
      await test.updater.download();
      expect(test.partBytes()).toBe(0);
    });
  });

  it('can be called off, and then throws', async () => {
    const { updater, publish, feed } = await setUp();
    publish('latest', '1.2.0');
    await updater.find('latest', false);
    const download = updater.download();
    updater.callOff();
    expect(await reasonOf(download)).not.toBe('none');
    expect(feed.seen.filter(({ path }) => path.endsWith('.deb')).length).toBeLessThanOrEqual(1);
  });
});

describe.skipIf(!hasProgram('openssl'))('the way to the feed', () => {
  it('is that of the uploads: through the proxy, trusting whom a person trusts and nobody else', async () => {
    const certificate = await selfSignedCertificate();
    const feed = await startFeedServer(certificate);
    const proxy = await startForwardProxy();
    // Its tunnels stay half open for a while: nobody waits for them.
    onTestFinished(() => void proxy.close());
    const route: Route = { kind: 'proxy', url: new URL(proxy.url), authorization: null };
    let authorities: readonly string[] = [];
    const outbound: Outbound = { routeTo: async () => route, certificateAuthorities: () => authorities };
    const { updater, publish } = await setUp({ feed, outbound });
    publish('latest', '1.2.0');
    expect(await reasonOf(updater.find('latest', false))).toBe('update-failed certificate');
    authorities = [certificate.cert];
    await updater.find('latest', false);
    await updater.download();
    const connect = `CONNECT ${new URL(feed.url).host}`;
    expect(proxy.seen).toEqual([connect, connect, connect]);
    expect(feed.seen).toHaveLength(2);
  });

  it('is also that of what fetches only the blocks that differ, which asks for no way itself', async () => {
    const certificate = await selfSignedCertificate();
    const feed = await startFeedServer(certificate);
    const proxy = await startForwardProxy();
    onTestFinished(() => void proxy.close());
    const route: Route = { kind: 'proxy', url: new URL(proxy.url), authorization: null };
    const outbound: Outbound = { routeTo: async () => route, certificateAuthorities: () => [certificate.cert] };
    const executor = new UpdateExecutor(outbound, new DownloadPace({ clock: systemClock, limit: () => null }));
    feed.files.set('/gantry.AppImage.blockmap', 'blocks');
    feed.files.set('/gantry.AppImage', 'all');
    const { protocol, hostname, port, host } = new URL(feed.url);
    const direct = () =>
      new Promise((resolve) => {
        executor.createRequest({ protocol, hostname, port, path: '/gantry.AppImage' }, resolve).end();
      });
    await expect(direct()).rejects.toMatchObject({ code: 'update-failed' });
    await executor.downloadToBuffer(new URL('/gantry.AppImage.blockmap', feed.url), { cancellationToken: new CancellationToken() });
    await direct();
    expect(proxy.seen).toEqual([`CONNECT ${host}`, `CONNECT ${host}`]);
    await feed.close();
  });
});
