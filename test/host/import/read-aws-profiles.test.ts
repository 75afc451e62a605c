import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AwsProfile } from '../../../electron/host/import/read-aws-profiles.ts';
import { readAwsProfiles } from '../../../electron/host/import/read-aws-profiles.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

const nothing = { region: null, endpointUrl: null, secret: null };

describe('the profiles of the AWS tools', () => {
  let home: Awaited<ReturnType<typeof temporaryDirectory>>;

  beforeEach(async () => {
    home = await temporaryDirectory();
    mkdirSync(join(home.path, '.aws'));
  });
  afterEach(async () => {
    await home.remove();
  });

  async function profilesOf(files: { readonly config?: string; readonly credentials?: string }): Promise<readonly AwsProfile[]> {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(home.path, '.aws', name), text);
    return await readAwsProfiles({ HOME: home.path });
  }

  it('are none where there are no files', async () => {
    expect(await profilesOf({})).toEqual([]);
    expect(await readAwsProfiles({ HOME: join(home.path, 'nowhere') })).toEqual([]);
    expect(await profilesOf({ config: '', credentials: '\n' })).toEqual([]);
  });

  it('are put together from both files, and the one for keys counts', async () => {
    const profiles = await profilesOf({
      config: '[default]\nregion = eu-west-3\naws_access_key_id = OLD\naws_secret_access_key = old\n[profile work]\nregion = us-east-2\n',
      credentials:
        '[default]\naws_access_key_id = KEY\naws_secret_access_key = secret/+=\n[work]\naws_access_key_id = W\naws_secret_access_key = w\naws_session_token = t==\n',
    });
    expect(profiles).toEqual([
      { ...nothing, name: 'default', region: 'eu-west-3', secret: { accessKeyId: 'KEY', secretAccessKey: 'secret/+=' } },
      { ...nothing, name: 'work', region: 'us-east-2', secret: { accessKeyId: 'W', secretAccessKey: 'w', sessionToken: 't==' } },
    ]);
  });

  it.each(['[profile my own]', '[profile "my own"]', "[profile 'my own']", '[ profile   my own ]', '[profile my own] ; mine'])(
    'have their name from %s',
    async (header) => {
      expect(await profilesOf({ config: `${header}\nregion = x-1\n` })).toEqual([{ ...nothing, name: 'my own', region: 'x-1' }]);
    },
  );

  it('are not the other sections of the configuration', async () => {
    const config =
      '[sso-session corporate]\nsso_region = x\n[services local]\ns3 =\n  endpoint_url = http://one\n[work]\nregion = y\n[plugins]\na = b\n';
    expect(await profilesOf({ config })).toEqual([]);
  });

  it.each([
    [
      'of the services that it names',
      'services = local\ns3 =\n  endpoint_url = http://own\nendpoint_url = http://all\n',
      'http://services',
    ],
    ['of S3', 'services = missing\ns3 =\n  endpoint_url = http://own\nendpoint_url = http://all\n', 'http://own'],
    ['of all services', 's3 =\n  addressing_style = path\nendpoint_url = http://all\n', 'http://all'],
    ['of Amazon', 's3 =\n', null],
  ])('have the endpoint %s', async (_what, lines, endpointUrl) => {
    const config = `[profile a]\n${lines}[services local]\ns3 =\n  endpoint_url = http://services\n`;
    expect(await profilesOf({ config })).toEqual([{ ...nothing, name: 'a', endpointUrl }]);
  });

  it.each([
    'aws_access_key_id = KEY\n',
    'aws_secret_access_key = secret\n',
    'aws_access_key_id =\naws_secret_access_key = secret\n',
    'credential_process = /bin/keys\n',
    'role_arn = arn:aws:iam::1:role/x\nsource_profile = default\n',
  ])('have no secret without both keys: %j', async (lines) => {
    expect(await profilesOf({ credentials: `[a]\n${lines}` })).toEqual([{ ...nothing, name: 'a' }]);
  });

  it('are read from Windows files as well', async () => {
    const credentials = '\uFEFF[default]\r\naws_access_key_id=KEY\r\naws_secret_access_key=secret\r\n';
    expect(await profilesOf({ credentials })).toEqual([
      { ...nothing, name: 'default', secret: { accessKeyId: 'KEY', secretAccessKey: 'secret' } },
    ]);
  });

  it('never have the keys of a profile whose header is damaged', async () => {
    const credentials = '[prod]\naws_access_key_id = P\n[dev\naws_access_key_id = D\naws_secret_access_key = d\n';
    expect(await profilesOf({ credentials })).toEqual([{ ...nothing, name: 'prod' }]);
  });

  it('may be called as objects call their own things', async () => {
    const credentials =
      '[__proto__]\naws_access_key_id = KEY\naws_secret_access_key = s\n[constructor]\n__proto__ = x\nservices = __proto__\n';
    expect(await profilesOf({ credentials })).toEqual([
      { ...nothing, name: '__proto__', secret: { accessKeyId: 'KEY', secretAccessKey: 's' } },
      { ...nothing, name: 'constructor' },
    ]);
  });

  it('are looked for where the environment says', async () => {
    const [config, credentials] = [join(home.path, 'other-config'), join(home.path, 'other-credentials')];
    writeFileSync(config, '[default]\nregion = there\n');
    writeFileSync(credentials, '[default]\naws_access_key_id = KEY\naws_secret_access_key = s\n');
    writeFileSync(join(home.path, '.aws', 'config'), '[default]\nregion = here\n');
    const environment = { HOME: home.path, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
    expect(await readAwsProfiles(environment)).toEqual([
      { ...nothing, name: 'default', region: 'there', secret: { accessKeyId: 'KEY', secretAccessKey: 's' } },
    ]);
  });

  it('that cannot be read are an error that names the file', async () => {
    mkdirSync(join(home.path, '.aws', 'config'));
    const path = join(home.path, '.aws', 'config');
    await expect(readAwsProfiles({ HOME: home.path })).rejects.toMatchObject({ code: 'source-unreadable', details: { path } });
  });
});
