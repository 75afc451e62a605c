import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EndedGantry, GantryHome } from '../cli/start-gantry.ts';
import { makeGantryHome } from '../cli/start-gantry.ts';
import type { Tree, TreeFile } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { s3ClientFor } from '../servers/parts/s3-client-for.ts';
import type { CephGateway } from '../servers/start-ceph.ts';
import { startCeph } from '../servers/start-ceph.ts';
import { bucketReport } from './parts/bucket-report.ts';

const limitMs = 45 * 60_000;
const mebibyte = 1024 * 1024;

/** Sizes from nothing to 48 KiB, in a hundred folders. */
const manyFiles: readonly TreeFile[] = Array.from({ length: 10_000 }, (_, index) => ({
  path: `d${index % 100}/f${index}.bin`,
  sizeBytes: (index * 7_919) % 49_153,
}));
const oneLarge: readonly TreeFile[] = [{ path: 'large.bin', sizeBytes: 5 * 1024 * mebibyte }];

describe.skipIf(!canInteroperate() || !hasProgram('radosgw'))(`everything arrives at Ceph ${noInterop('radosgw') ?? ''}`, () => {
  let ceph: CephGateway;
  let home: GantryHome;
  let tree: Tree;
  beforeAll(async () => {
    [ceph, home] = await Promise.all([startCeph({ sizeGib: 24 }), makeGantryHome()]);
  }, 300_000);
  afterEach(() => tree.remove());
  afterAll(async () => {
    await home.remove();
    await ceph.close();
  });

  it.each([
    ['10,000 files', 'many', manyFiles],
    ['one file of 5 GiB', 'one', oneLarge],
  ])(
    '%s, through a kill of Gantry and a crash of the gateway',
    async (_what, prefix, files) => {
      tree = await makeTree({ files });
      const options = { environment: ceph.environment };
      const startedAt = performance.now();
      const first = home.start(['upload', '--to', `${ceph.destinationUrl.replace('?', `/${prefix}?`)}`, '--json', tree.directory], options);
      await first.saw(/"action":"batch_progress".*"progressPercentage":[3-9]\d/, limitMs);
      first.kill('SIGKILL');
      await first.ended;
      const second = home.start(['resume', '--json'], options);
      await second.saw(/"action":"batch_progress".*"progressPercentage":[6-9]\d/, limitMs);
      await ceph.restart('gateway');
      let ended: EndedGantry = await second.ended;
      // Files that met the crash too often are told as failed; a person tries them again, and so do we, once.
      if (ended.exitCode === 1) ended = await home.run(['retry', '--failed', '--json'], options);
      expect(ended.exitCode).toBe(0);
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.info(`${files.length} files, ${Math.round(tree.totalBytes / mebibyte)} MiB at Ceph in ${seconds} s, with both restarts`);
      const folder = tree.directory.split('/').at(-1) ?? '';
      const wanted = files.map(({ path }) => ({ key: `${prefix}/${folder}/${path}`, path: tree.pathOf(path) }));
      const client = s3ClientFor(ceph);
      expect(await bucketReport(client, ceph.bucket, `${prefix}/`, wanted)).toBe('');
      client.destroy();
    },
    limitMs,
  );
});
