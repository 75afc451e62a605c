import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canInteroperate, noInterop } from '../../servers/can-interoperate.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { s3ClientFor } from '../../servers/parts/s3-client-for.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { startRcloneDav } from '../../servers/start-rclone-dav.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import { startSwift } from '../../servers/start-swift.ts';
import type { PreflightServer, Sort } from './preflight-scene.ts';
import { countOfSort, fileCount, inFolder, preparePreflight, runPreflight, sorts } from './preflight-scene.ts';

async function dav(start: () => ReturnType<typeof startRcloneDav>): Promise<PreflightServer> {
  const server = await start();
  const line = await startHttpFaultProxy(server.url);
  return {
    kind: 'dav',
    url: `dav+${line.url}`,
    credentials: { kind: 'none' },
    ...inFolder(server.directory),
    questions: () => line.requests().filter(({ method }) => method === 'PROPFIND').length,
    close: async () => {
      await line.close();
      await server.close();
    },
  };
}

async function sftp(): Promise<PreflightServer> {
  const server = await startSshd();
  const { url, credentials } = server;
  return { kind: 'sftp', url, credentials, ...inFolder(server.directory), questions: () => null, close: () => server.close() };
}

async function swift(): Promise<PreflightServer> {
  const server = await startSwift();
  const { accessKeyId, secretAccessKey, bucket, endpoint, region } = server;
  const line = await startHttpFaultProxy(endpoint);
  const client = s3ClientFor(server);
  return {
    kind: 's3',
    url: `s3+${new URL(line.url).origin}/${bucket}/?region=${region}`,
    credentials: { kind: 'aws', accessKeyId, secretAccessKey, sessionToken: null },
    put: async (key, content) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
    },
    content: async (key) => {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(() => null);
      return (await object?.Body?.transformToString()) ?? null;
    },
    questions: () => line.requests().filter(({ method, path }) => method === 'GET' && path.includes('list-type=2')).length,
    close: async () => {
      client.destroy();
      await line.close();
      await server.close();
    },
  };
}

type Fates = Readonly<Record<Sort, string>>;
const free = { free: 'mine' };
const policies: readonly {
  readonly policy: 'skip-same' | 'newer' | 'skip' | 'overwrite' | 'rename';
  readonly skipped: readonly Sort[];
  readonly fates: Fates;
}[] = [
  { policy: 'skip-same', skipped: ['same'], fates: { same: 'theirs', changed: 'mine', older: 'mine', ...free } },
  { policy: 'newer', skipped: ['same', 'changed'], fates: { same: 'theirs', changed: 'theirs', older: 'mine', ...free } },
  { policy: 'skip', skipped: ['same', 'changed', 'older'], fates: { same: 'theirs', changed: 'theirs', older: 'theirs', ...free } },
  { policy: 'overwrite', skipped: [], fates: { same: 'mine', changed: 'mine', older: 'mine', ...free } },
  {
    policy: 'rename',
    skipped: [],
    fates: { same: 'theirs, and mine beside it', changed: 'theirs, and mine beside it', older: 'theirs, and mine beside it', ...free },
  },
];

const servers = [
  { name: 'rclone by WebDAV', start: () => dav(startRcloneDav), isMissing: !hasProgram('rclone'), why: missingProgram('rclone') },
  { name: 'OpenSSH by SFTP', start: sftp, isMissing: !hasProgram('sshd'), why: missingProgram('sshd') },
  {
    name: 'Apache by WebDAV',
    start: () => dav(startApacheDav),
    isMissing: !canInteroperate() || !hasProgram('apache2'),
    why: noInterop('apache2'),
  },
  {
    name: 'Swift by S3',
    start: swift,
    isMissing: !canInteroperate() || !hasProgram('swift-proxy-server'),
    why: noInterop('swift-proxy-server'),
  },
];

describe.each(servers)(`${fileCount} files meet what $name has already`, ({ start, isMissing, why }) => {
  describe.skipIf(isMissing)(why ?? '', () => {
    let server: PreflightServer;
    beforeAll(async () => {
      server = await start();
      for (const { policy } of policies) await preparePreflight(server, policy);
    }, 240_000);
    afterAll(() => server.close());

    it.each(policies)('by $policy', { timeout: 240_000 }, async ({ policy, skipped, fates }) => {
      const { batch, pages, looks, questions, contents } = await runPreflight(server, policy);
      const stays = skipped.reduce((sum, sort) => sum + countOfSort(sort), 0);
      expect(batch).toMatchObject({ total: fileCount, skipped: stays, successful: fileCount - stays, failed: 0 });
      for (const sort of sorts) expect([sort, await contents(sort)]).toEqual([sort, [fates[sort]]]);
      const isLookedAt = policy !== 'overwrite' && policy !== 'rename';
      expect(looks).toBe(0);
      // A list of the dropped folder, and not a question for each file.
      expect(pages > 0).toBe(isLookedAt);
      expect(pages).toBeLessThanOrEqual(6);
      if (questions !== null && isLookedAt) expect(questions).toBeLessThanOrEqual(8);
    });
  });
});
