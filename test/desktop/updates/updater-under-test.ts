import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createElectronUpdater } from '../../../electron/desktop/updates/electron-updater-port.ts';
import type { Outbound } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import type { UpdateChannel } from '../../../shared/settings.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { feedText } from '../../servers/parts/feed-text.ts';
import type { FeedServer } from '../../servers/start-feed-server.ts';
import { startFeedServer } from '../../servers/start-feed-server.ts';
import { silentLog } from '../silent-log.ts';

export const content = Buffer.alloc(300_000, 'gantry');
/** Where a channel's newest version is announced. */
export const channelFile = (channel: UpdateChannel): string => `/${channel}-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`;

/** Our port over a server of updates on loopback, in a folder of its own; both are gone after the test. */
export async function updaterUnderTest(
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

/** Code and reason of what went wrong; `none`: nothing did. */
export const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: { readonly code: string; readonly details: { readonly reason?: string } }) => `${error.code} ${error.details.reason}`,
  );
