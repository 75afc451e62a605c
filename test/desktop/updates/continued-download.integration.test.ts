import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationToken } from 'electron-updater/out/types.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DownloadPace } from '../../../electron/desktop/updates/download-pace.ts';
import { UpdateExecutor } from '../../../electron/desktop/updates/update-executor.ts';
import type { Outbound, Route } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { selfSignedCertificate } from '../../protocols/transport/certificate.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { feedText } from '../../servers/parts/feed-text.ts';
import { startFeedServer } from '../../servers/start-feed-server.ts';
import { startForwardProxy } from '../../servers/start-forward-proxy.ts';
import { channelFile, content, updaterUnderTest } from './updater-under-test.ts';

describe('a download that was cut off', () => {
  const deb = '/Gantry-1.2.0-linux-amd64.deb';

  /** Calls off in the middle of a file that is larger than all that lies between the two on its way. */
  async function cutOff() {
    let limit: number | null = 4_000_000;
    const large = Buffer.alloc(16_000_000, 'gantry and its load');
    const test = await updaterUnderTest({ limit: () => limit, content: large });
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

describe.skipIf(!hasProgram('openssl'))('what fetches only the blocks that differ', () => {
  it('goes the way of the uploads, for which it does not ask itself', async () => {
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
