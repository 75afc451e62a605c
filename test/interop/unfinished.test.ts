import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UnfinishedRow } from '../../shared/unfinished.ts';
import { makeGantryHome } from '../cli/start-gantry.ts';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { s3ClientFor } from '../servers/parts/s3-client-for.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import { startSwift } from '../servers/start-swift.ts';

const program = 'swift-proxy-server';

describe.skipIf(!canInteroperate() || !hasProgram(program))(`gantry destinations clean ${noInterop(program) ?? ''}`, () => {
  it('lists and removes at a real S3 what others began and never ended, only when told to, and leaves what belongs to the queue', async () => {
    const server = await startSwift();
    const home = await makeGantryHome();
    const client = s3ClientFor(server);
    onTestFinished(async () => {
      client.destroy();
      await home.remove();
      await server.close();
    });
    const environment = server.environment;
    const run = (...words: string[]) => home.run(words, { environment });
    const listed = async () => {
      const { stdout } = await run('destinations', 'unfinished', 'Archive', '--json');
      return (JSON.parse(stdout) as { uploads: readonly UnfinishedRow[] }).uploads;
    };
    await run('destinations', 'add', 'Archive', server.destinationUrl);
    for (const key of ['one.mov', 'folder/two ü.mov']) {
      await client.send(new CreateMultipartUploadCommand({ Bucket: server.bucket, Key: key }));
    }

    // An upload of ours, cut in its middle: it stays in the queue.
    mkdirSync(join(home.directory, 'big'));
    writeFileSync(join(home.directory, 'big', 'ours.bin'), Buffer.alloc(24 * 1024 * 1024, 7));
    const upload = home.start(['upload', '--to', 'Archive', '--limit-rate', '2M', 'big'], { environment });
    const isBegun = async () => {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: server.bucket }));
      return Uploads.some(({ Key }) => Key?.endsWith('ours.bin'));
    };
    await waitUntil('an upload is begun', isBegun, 60_000);
    upload.kill('SIGKILL');
    await upload.ended;

    const before = await listed();
    expect(before.map(({ relativePath, owner }) => [relativePath, owner]).sort()).toEqual([
      ['big/ours.bin', 'queue'],
      ['folder/two ü.mov', 'other'],
      ['one.mov', 'other'],
    ]);
    const idOf = (path: string) => before.find(({ relativePath }) => relativePath === path)?.unfinishedId ?? '';
    expect((await run('destinations', 'clean', 'Archive', '--all')).stdout).toBe('Nothing to remove.\n');
    const refused = await run('destinations', 'clean', 'Archive', idOf('big/ours.bin'));
    expect([refused.exitCode, refused.stdout]).toEqual([1, '1 belongs to files in the list: cancel those files instead.\n']);
    expect((await run('destinations', 'clean', 'Archive', idOf('one.mov'))).stdout).toBe('Removed 1 unfinished upload.\n');
    expect((await run('destinations', 'clean', 'Archive', '--others')).stdout).toBe('Removed 1 unfinished upload.\n');
    expect((await listed()).map(({ relativePath }) => relativePath)).toEqual(['big/ours.bin']);

    // The same queue goes on with its own, which is whole in the end, and nothing is left.
    expect((await run('resume')).exitCode).toBe(0);
    expect(await listed()).toEqual([]);
  }, 180_000);
});
