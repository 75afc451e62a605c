import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { runQuietly } from '../../../electron/start/run-quietly.ts';
import type { AllRequests, Answer, Bridge } from '../../../shared/contract.ts';
import { feedText } from '../../servers/parts/feed-text.ts';
import type { FeedServer } from '../../servers/start-feed-server.ts';
import { startFeedServer } from '../../servers/start-feed-server.ts';
import { buildWithFallback } from './build-with-fallback.ts';

export const versions = { old: '0.9.1', new: '0.9.2' } as const;

/** Two builds that look for updates at a server of the test's, which offers nothing yet. */
export interface UpdateStage {
  readonly feed: FeedServer;
  readonly oldDeb: string;
  readonly newDeb: string;
  /** The folders that they were packed from. */
  readonly oldUnpacked: string;
  readonly newUnpacked: string;
  /** Offers what electron-builder wrote beside the new one. */
  offerNew(): Promise<void>;
  /** Offers a version with the new one's name: its bytes, or others than are announced. */
  offer(version: string, bytes: 'right' | 'wrong'): Promise<void>;
}

const channelFile = 'latest-linux.yml';

export async function createUpdateStage(folder: string): Promise<UpdateStage> {
  const feed = await startFeedServer();
  const build = async (version: string): Promise<string> => {
    const files = await buildWithFallback({ folder: join(folder, version), version, targets: ['deb'], feedUrl: feed.url });
    return files.find((path) => path.endsWith('.deb')) ?? 'no deb';
  };
  const oldDeb = await build(versions.old);
  const newDeb = await build(versions.new);
  return {
    ...{ feed, oldDeb, newDeb, oldUnpacked: join(folder, versions.old, 'linux-unpacked') },
    newUnpacked: join(folder, versions.new, 'linux-unpacked'),
    async offerNew() {
      const text = await readFile(join(folder, versions.new, channelFile), 'utf8');
      assert.match(text, new RegExp(`^version: ${versions.new}$`, 'm'));
      feed.files.set(`/${channelFile}`, text);
      for (const name of await readdir(join(folder, versions.new)))
        if (name.endsWith('.deb')) feed.files.set(`/${name}`, await readFile(join(folder, versions.new, name)));
    },
    async offer(version, bytes) {
      const content = await readFile(newDeb);
      feed.files.set(`/${channelFile}`, feedText(version, `Gantry-${version}.deb`, content));
      // One byte in the middle.
      if (bytes === 'wrong') content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
      feed.files.set(`/Gantry-${version}.deb`, content);
    },
  };
}

/** The version that the system says is installed. */
export async function installedVersion(): Promise<string> {
  const told = await runQuietly('dpkg-query', ['--status', 'gantry']);
  const lineOf = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(told)?.[1] ?? '';
  return lineOf('Status') === 'install ok installed' ? lineOf('Version') : lineOf('Status');
}

/** Asks as the page itself would. Throws what is refused. */
export async function askFromPage<Name extends keyof AllRequests>(
  page: Page,
  name: Name,
  args: Parameters<AllRequests[Name]>[0],
): Promise<ReturnType<AllRequests[Name]>> {
  const answer = (await page.evaluate(
    ([asked, given]) => (globalThis as unknown as { readonly gantry: Bridge }).gantry.request(asked as never, given as never),
    [name, args] as const,
  )) as Answer<ReturnType<AllRequests[Name]>>;
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
