import { describe, expect, it } from 'vitest';
import { parseDestinationUrl } from '../../../electron/engine/destinations/parse-destination-url.ts';
import { awsCandidates } from '../../../electron/host/import/aws-candidates.ts';
import { rcloneCandidates } from '../../../electron/host/import/rclone-candidates.ts';
import { sshCandidates } from '../../../electron/host/import/ssh-candidates.ts';

const keys = { accessKeyId: 'AKIA', secretAccessKey: 'very-secret' };

describe('profiles of AWS', () => {
  it('become addresses that name the profile and wait for a bucket', () => {
    const found = awsCandidates([
      { name: 'work', region: 'eu-west-1', endpointUrl: null, secret: keys },
      { name: 'nas', region: 'home', endpointUrl: 'http://nas:9000', secret: keys },
      { name: 'sso', region: null, endpointUrl: null, secret: null },
      { name: 'odd', region: null, endpointUrl: 'https://host/path', secret: keys },
    ]);
    expect(found).toMatchObject([
      { url: 's3+https://s3.eu-west-1.amazonaws.com/BUCKET?profile=work', needsBucket: true, secrets: [] },
      { url: 's3+http://nas:9000/BUCKET?region=home&profile=nas' },
      { name: 'sso', unsupported: expect.stringContaining('single sign-on') },
      { name: 'odd', unsupported: expect.stringContaining('path') },
    ]);
    expect(JSON.stringify(found)).not.toContain('very-secret');
  });
});

describe('remotes of rclone', () => {
  it('become addresses without their secrets, or say why not', () => {
    const text = `# mine
[store]
type = s3
provider = Minio
endpoint = https://minio.example
access_key_id = AKIA
secret_access_key = very-secret
force_path_style = false
[cloud]
type = webdav
url = https://cloud.example/remote.php/dav/files/me
vendor = nextcloud
user = me@example
pass = obscured-secret
[token]
type = webdav
url = https://dav.example/
bearer_token = very-secret
[box]
type = sftp
host = box.example
port = 2222
key_file = ~/.ssh/box
key_file_pass = obscured-secret
[page]
type = http
[drive]
type = drive
[nowhere]
type = s3
provider = Ceph
`;
    const found = rcloneCandidates(text, 'me');
    expect(found).toMatchObject([
      { url: 's3+https://minio.example/BUCKET?style=virtual', needsBucket: true, secrets: ['accessKeyId', 'secretAccessKey'] },
      { url: 'dav+https://me%40example@cloud.example/remote.php/dav/files/me/', secrets: ['password'] },
      { url: 'dav+https://dav.example/', secrets: ['token'] },
      { url: 'sftp://me@box.example:2222/~/?key=~/.ssh/box', secrets: ['passphrase'] },
      { unsupported: 'It can only be read from.' },
      { unsupported: expect.stringContaining('drive') },
      { unsupported: expect.stringContaining('Ceph') },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/very-secret|obscured-secret/);
    for (const candidate of found) if ('url' in candidate) expect(parseDestinationUrl(candidate.url).url.host).not.toBe('');
  });

  it('are refused when the whole configuration is encrypted', () => {
    const found = rcloneCandidates('# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nabc=\n', null);
    expect(found).toMatchObject([{ unsupported: expect.stringContaining('encrypted') }]);
  });
});

describe('hosts of ssh', () => {
  it('take the first value that fits, also from wildcards', () => {
    const text = `Host web db
  HostName %h.example
  Port=2200
Host web
  IdentityFile "~/.ssh/web key"
  User late
Host hop
  ProxyJump web
Host straight
  ProxyCommand none
Match user x
  User wrong
Host * !db
  User everybody
`;
    expect(sshCandidates(text, 'me', '/home/me')).toMatchObject([
      { name: 'web', url: 'sftp://late@web.example:2200/~/?key=~/.ssh/web%20key' },
      { name: 'db', url: 'sftp://me@db.example:2200/~/' },
      { name: 'hop', unsupported: expect.stringContaining('ProxyJump') },
      { name: 'straight', url: 'sftp://everybody@straight/~/' },
      { name: 'Match user x', unsupported: expect.stringContaining('Match') },
    ]);
    const [web] = sshCandidates(text, 'me', '/home/me');
    expect(web !== undefined && 'url' in web && parseDestinationUrl(web.url).options['key']).toBe('~/.ssh/web key');
  });
});
