import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
beforeEach(async () => {
  home = await makeGantryHome();
});
afterEach(() => home.remove());

it('imports what the configurations of a machine hold, once', async () => {
  const file = (name: string): string => join(home.directory, name);
  mkdirSync(file('.ssh'));
  writeFileSync(file('.ssh/config'), 'Include more-*\nHost box\n  HostName box.example\n  User me\n');
  writeFileSync(file('.ssh/more-1'), 'Host far\n  User you\n');
  writeFileSync(file('aws'), '[profile work]\nregion = eu-west-1\naws_access_key_id = AKIA\naws_secret_access_key = very-secret\n');
  writeFileSync(
    file('rclone.conf'),
    '[cloud]\ntype = webdav\nurl = https://cloud.example/\nuser = me\npass = obscured\n[drive]\ntype = drive\n',
  );
  const environment = {
    ...{ HOME: home.directory, RCLONE_CONFIG: file('rclone.conf') },
    ...{ AWS_CONFIG_FILE: file('aws'), AWS_SHARED_CREDENTIALS_FILE: file('none') },
  };
  const run = (...words: readonly string[]) => home.run(['destinations', ...words], { environment });

  const shown = await run('import');
  expect(shown.stdout).toContain('aws · work · s3+https://s3.eu-west-1.amazonaws.com/BUCKET?profile=work · found');
  expect(shown.stdout).toContain('rclone · drive · not supported');
  expect(shown.stdout).toContain('ssh · far · sftp://you@far/~/ · found');
  expect(shown.stdout).toContain('GANTRY_PASSWORD_CLOUD');
  expect((await run('list')).stdout).toContain('No destination is saved');

  const bucketless = await run('import', 'aws', 'work');
  expect(bucketless).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('--bucket') });
  const all = await run('import', '--all', '--bucket', 'photos', '--json');
  expect(all.exitCode).toBe(0);
  expect(all.stdout).not.toMatch(/very-secret|obscured/);
  const list = (await run('list')).stdout;
  for (const url of ['amazonaws.com/photos?profile=work', 'dav+https://me@cloud.example/', 'sftp://me@box.example/~/'])
    expect(list).toContain(url);
  const again = await run('import', 'ssh', 'box');
  expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('saved already') });
  expect((await run('import', 'ssh', 'nobody')).exitCode).not.toBe(0);
  expect((await run('import', 'ftp')).exitCode).toBe(2);
});
