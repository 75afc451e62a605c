import { Buffer } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { importChosen } from '../../../electron/host/import/import-chosen.ts';
import { listImportable } from '../../../electron/host/import/list-importable.ts';
import { revealObscured } from '../../../electron/host/import/reveal-obscured.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { DestinationSecret } from '../../../shared/destination-secret.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

/** Made by `rclone obscure`. */
const obscured = { 'öffne dich 123': 'Ux0Jw_2zZpgeanCWeRv4_toWOv1SNcaGXP6MYbB-JA', x: 'CtPf-6_TFaYWITjjvkwFXX8' };

const rcloneConfig = `[cloud]
type = webdav
url = https://cloud.example/dav
user = me
pass = ${obscured['öffne dich 123']}
[store]
type = s3
provider = Minio
endpoint = https://minio.example
access_key_id = AKIA
secret_access_key = very-secret
[damaged]
type = webdav
url = https://other.example/
user = me
pass = noise!
[box]
type = sftp
host = box.example
user = me
key_file = ~/locked
key_file_pass = ${obscured.x}
[drive]
type = drive
`;

const sshConfig = ['locked', 'open', 'absent']
  .map((key) => `Host ${key}\n  HostName ${key}.example\n  User me\n  IdentityFile ~/${key}\n`)
  .join('Host plain\n  User me\n');

/** As `ssh-keygen` begins one: the magic, and the name of the cipher. */
const opensshKey = (cipher: string): string => {
  const bytes = Buffer.concat([Buffer.from('openssh-key-v1\0'), Buffer.from([0, 0, 0, cipher.length]), Buffer.from(cipher)]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
};

let environment: Readonly<Record<string, string>>;
beforeEach(async () => {
  const home = await temporaryDirectory();
  onTestFinished(() => home.remove());
  mkdirSync(join(home.path, '.ssh'));
  writeFileSync(join(home.path, '.ssh', 'config'), sshConfig);
  writeFileSync(join(home.path, 'rclone.conf'), rcloneConfig);
  writeFileSync(join(home.path, 'locked'), opensshKey('aes256-ctr'));
  writeFileSync(join(home.path, 'open'), opensshKey('none'));
  environment = { HOME: home.path, RCLONE_CONFIG: join(home.path, 'rclone.conf') };
});

/** The list of an engine, with what was kept for each. */
function saved() {
  const list: Destination[] = [];
  const secrets = new Map<string, DestinationSecret>();
  const of = (name: string, url: string): Destination => ({
    ...{ destinationId: `id-${name}` as DestinationId, name, url, kind: 'dav', isDefault: false, isBuiltIn: false },
    ...{ isResumable: true, user: null, savedSecrets: [] },
  });
  list.push({ ...of('first', 'tus+https://first.example/'), isDefault: true });
  const choices: string[] = [];
  const destinations = {
    list: () => list,
    add: ({ name, url }: { readonly name: string; readonly url: string }) => {
      const added = of(name, url);
      list.push(added);
      return added;
    },
    choose: (destinationId: DestinationId) => {
      choices.push(destinationId);
      return of('first', '');
    },
    saveSecret: (destinationId: DestinationId, secret: DestinationSecret) => {
      if (destinationId === 'id-box') throw new UploadError('not-possible-now', { details: { reason: 'locked' } });
      secrets.set(destinationId, secret);
      return of('', '');
    },
  };
  return { destinations, list, secrets, choices };
}

it.each(Object.entries(obscured))('reveals what rclone obscured: %s', (password, text) => {
  expect(revealObscured(text)).toBe(password);
});

it.each(['', 'short', 'not base64!', 'A'.repeat(40)])('says that %j is nothing that rclone obscured', (text) => {
  expect(revealObscured(text)).toBeNull();
});

it('lists what there is, what each needs, and no secret', async () => {
  const { importables, unreadable } = await listImportable(environment, (url) => url.includes('plain'));
  expect(unreadable).toEqual([]);
  const shown = Object.fromEntries(importables.map((one) => [`${one.source} ${one.name}`, one]));
  const signIn = (how: string, ...fields: readonly string[]) => expect.objectContaining({ signIn: { how, fields } });
  expect(shown).toEqual({
    'rclone cloud': signIn('kept', 'password'),
    'rclone store': expect.objectContaining({ needsBucket: true, signIn: { how: 'kept', fields: ['accessKeyId', 'secretAccessKey'] } }),
    'rclone damaged': expect.objectContaining({ note: 'Its password could not be read.', signIn: { how: 'needed', fields: ['password'] } }),
    'rclone box': signIn('kept', 'passphrase'),
    'rclone drive': expect.objectContaining({ isSupported: false, note: expect.stringContaining('drive') }),
    'ssh locked': signIn('needed', 'passphrase'),
    'ssh open': signIn('key-file'),
    'ssh absent': signIn('needed', 'password'),
    'ssh plain': expect.objectContaining({ isSaved: true, signIn: { how: 'needed', fields: ['password'] } }),
  });
  expect(JSON.stringify(importables)).not.toMatch(/very-secret|öffne|Ux0Jw|AKIA/);
  const withAgent = await listImportable({ ...environment, SSH_AUTH_SOCK: '/agent' }, () => false);
  expect(withAgent.importables).toContainEqual(expect.objectContaining({ name: 'plain', signIn: { how: 'agent', fields: [] } }));
});

it('tells which configuration cannot be read, and lists the others', async () => {
  const { importables, unreadable } = await listImportable({ ...environment, RCLONE_CONFIG: environment['HOME'] ?? '' }, () => false);
  expect(unreadable).toEqual([{ code: 'source-unreadable', details: { path: environment['HOME'] } }]);
  expect(importables).toHaveLength(4);
});

it('hands the secrets to the keeper, and to nobody else', async () => {
  const { destinations, list, secrets, choices } = saved();
  const chosen = [
    { source: 'rclone', name: 'cloud' },
    { source: 'rclone', name: 'store', bucket: 'photos' },
    { source: 'rclone', name: 'box' },
    { source: 'rclone', name: 'drive' },
    { source: 'ssh', name: 'gone' },
    { source: 'ssh', name: 'open' },
  ] as const;
  const results = await importChosen(chosen, destinations, environment);
  expect(results).toMatchObject([
    { name: 'cloud', destinationId: 'id-cloud', error: null },
    { name: 'store', destinationId: 'id-store', error: null },
    // It is there, and its passphrase is not kept.
    { name: 'box', destinationId: 'id-box', error: { code: 'not-possible-now' } },
    { name: 'drive', destinationId: null, error: { code: 'destination-unknown' } },
    { name: 'gone', destinationId: null, error: { code: 'destination-unknown' } },
    { name: 'open', destinationId: 'id-open', error: null },
  ]);
  expect(list.map(({ url }) => url)).toContain('s3+https://minio.example/photos');
  expect(Object.fromEntries(secrets)).toEqual({
    'id-cloud': { password: 'öffne dich 123' },
    'id-store': { accessKeyId: 'AKIA', secretAccessKey: 'very-secret' },
  });
  expect(choices).toEqual(['id-first']);
  expect(JSON.stringify([results, list])).not.toMatch(/very-secret|öffne/);
});

it('imports nothing into a bucket that nobody named', async () => {
  const { destinations, list } = saved();
  const [result] = await importChosen([{ source: 'rclone', name: 'store' }], destinations, environment);
  expect(result).toMatchObject({ destinationId: null, error: { code: 'destination-invalid' } });
  expect(list).toHaveLength(1);
});
