import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Outbound, Route } from '../../../electron/engine/ports.ts';
import type { UpdateChannel } from '../../../shared/settings.ts';
import { selfSignedCertificate } from '../../protocols/transport/certificate.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { startFeedServer } from '../../servers/start-feed-server.ts';
import { startForwardProxy } from '../../servers/start-forward-proxy.ts';
import { channelFile, content, reasonOf, updaterUnderTest } from './updater-under-test.ts';

describe('electron-updater behind our port', () => {
  it('finds, downloads and hands over what was announced, and says nothing of who asks', async () => {
    const { updater, publish, feed, runs, pending } = await updaterUnderTest();
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
    const { updater, publish } = await updaterUnderTest({ limit: 400_000 });
    publish('latest', '1.2.0');
    await updater.find('latest', false);
    const startedMs = performance.now();
    await updater.download();
    expect(performance.now() - startedMs).toBeGreaterThan((content.length / 400_000) * 900);
  });

  it('does not download again what the last process has downloaded', async () => {
    const { updater, open, publish, feed } = await updaterUnderTest();
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
    const { updater, publish } = await updaterUnderTest();
    publish('latest', version);
    expect(await updater.find('latest', mayGoBack)).toEqual(found);
  });

  it('asks the channel that is followed, and the other one where that has nothing', async () => {
    const { updater, publish, feed } = await updaterUnderTest();
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
    const { updater, publish, runs } = await updaterUnderTest();
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
    const { updater, publish, runs, pending } = await updaterUnderTest();
    publish('latest', '1.2.0');
    await updater.find('latest', false);
    await updater.download();
    const path = join(pending, 'Gantry-1.2.0-linux-amd64.deb');
    writeFileSync(path, `${readFileSync(path, 'latin1').slice(1)}x`);
    expect([await reasonOf(updater.install(true)), runs]).toEqual(['update-failed damaged', []]);
  });

  it('tells what went wrong, each in its own words', async () => {
    const { updater, feed, publish } = await updaterUnderTest();
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
    const gone = await updaterUnderTest({ feedUrl: 'http://127.0.0.1:9/' });
    expect(await reasonOf(gone.updater.find('latest', false))).toBe('update-failed unreachable');
  });

  it('speaks to nobody without encryption, also where a redirect leads there', async () => {
    const { updater } = await updaterUnderTest({ feedUrl: 'http://192.0.2.1/' });
    expect(await reasonOf(updater.find('latest', false))).toBe('update-failed plain');
  });

  it('can be called off, and then throws', async () => {
    const { updater, publish, feed } = await updaterUnderTest();
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
    const { updater, publish } = await updaterUnderTest({ feed, outbound });
    publish('latest', '1.2.0');
    expect(await reasonOf(updater.find('latest', false))).toBe('update-failed certificate');
    authorities = [certificate.cert];
    await updater.find('latest', false);
    await updater.download();
    const connect = `CONNECT ${new URL(feed.url).host}`;
    expect(proxy.seen).toEqual([connect, connect, connect]);
    expect(feed.seen).toHaveLength(2);
  });
});
