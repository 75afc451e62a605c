import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHostKeys } from '../../electron/host/create-host-keys.ts';
import { keysOfHost, withKey, withoutHost } from '../../electron/host/known-hosts.ts';

const algorithm = 'ssh-ed25519';
/** A key as a server shows it, of these bytes. */
function keyOf(seed: number, name = algorithm): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return Buffer.concat([length, Buffer.from(name), Buffer.alloc(36, seed)]).toString('base64');
}
const one = keyOf(1);
const two = keyOf(2);

describe('a known_hosts file', () => {
  it.each([
    ['host.example ', 'host.example', 22],
    ['HOST.example ', 'host.example', 22],
    ['other,host.example ', 'host.example', 22],
    ['*.example ', 'host.example', 22],
    ['h?st.example ', 'host.example', 22],
    ['[host.example]:2222 ', 'host.example', 2222],
    ['[::1]:2222 ', '::1', 2222],
  ])('knows by “%s” the host %s at %i', (patterns, host, port) => {
    expect(keysOfHost(`# a comment\n\n${patterns}${algorithm} ${one} somebody@here\n`, host, port)).toEqual([{ algorithm, key: one }]);
  });

  it.each([
    ['host.example ', 'host.example', 2222],
    ['[host.example]:2222 ', 'host.example', 22],
    ['*.example,!host.example ', 'host.example', 22],
    ['host.example ', 'hostxexample', 22],
    ['@cert-authority host.example ', 'host.example', 22],
  ])('does not know by “%s” the host %s at %i', (patterns, host, port) => {
    expect(keysOfHost(`${patterns}${algorithm} ${one}\n`, host, port)).toEqual([]);
  });

  it('knows hashed names', () => {
    const salt = Buffer.alloc(20, 7);
    const hash = createHmac('sha1', salt).update('[host.example]:2222').digest('base64');
    const text = `|1|${salt.toString('base64')}|${hash} ${algorithm} ${one}\n`;
    expect(keysOfHost(text, 'host.example', 2222)).toEqual([{ algorithm, key: one }]);
    expect(keysOfHost(text, 'host.example', 22)).toEqual([]);
  });

  it('marks what was revoked, and leaves out damaged lines', () => {
    const text = `@revoked * ${algorithm} ${one}\nhost ${algorithm}\nhost ssh-rsa ${two}\nhost ${algorithm} AAAA\n`;
    expect(keysOfHost(text, 'host', 22)).toEqual([{ algorithm, key: one, isRevoked: true }]);
  });

  it('takes a line in, and out again, and leaves the others as they are', () => {
    const before = `# mine\nother ${algorithm} ${one}`;
    const after = withKey(before, 'host', 2222, { algorithm, key: two });
    expect(keysOfHost(after, 'host', 2222)).toEqual([{ algorithm, key: two }]);
    expect(withoutHost(after, 'host', 2222)).toBe(`${before}\n`);
  });
});

describe('the host keys of this computer', () => {
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'gantry-keys-'));
  });
  afterEach(() => rm(home, { recursive: true }));
  const open = () =>
    createHostKeys({ dataDirectory: join(home, 'data'), environment: { GANTRY_KNOWN_HOSTS: join(home, 'users') }, homeDirectory: home });

  it('remembers several hosts that are met at once, for others to find', async () => {
    const keys = open();
    await Promise.all(['a', 'b', 'c'].map((host) => keys.remember(host, 22, { algorithm, key: one })));
    for (const host of ['a', 'b', 'c']) expect(await open().find(host, 22)).toEqual([{ algorithm, key: one }]);
    expect((await stat(join(home, 'data', 'known_hosts'))).mode & 0o777).toBe(0o600);
  });

  it('knows what the user’s own file knows, and never writes to it', async () => {
    const users = `host ${algorithm} ${one}\n`;
    await writeFile(join(home, 'users'), users);
    const keys = open();
    expect(await keys.find('host', 22)).toEqual([{ algorithm, key: one }]);
    await keys.replace('host', 22, { algorithm, key: two });
    expect(await keys.find('host', 22)).toEqual([{ algorithm, key: two }]);
    expect(await readFile(join(home, 'users'), 'utf8')).toBe(users);
  });

  it('forgets the old key when another takes its place', async () => {
    const keys = open();
    await keys.remember('host', 22, { algorithm, key: one });
    await keys.replace('host', 22, { algorithm, key: two });
    expect(await keys.find('host', 22)).toEqual([{ algorithm, key: two }]);
  });

  it('trusts nobody when its file cannot be read', async () => {
    await open().remember('host', 22, { algorithm, key: one });
    await rm(join(home, 'data', 'known_hosts'));
    await mkdir(join(home, 'data', 'known_hosts'));
    await expect(open().find('host', 22)).rejects.toMatchObject({ code: 'queue-unusable' });
  });
});
