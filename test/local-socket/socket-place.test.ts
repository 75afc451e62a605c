import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAddressFile, removeAddressFile, writeAddressFile } from '../../electron/local-socket/address-file.ts';
import { prepareSocketPlaces, removeLeftPlace } from '../../electron/local-socket/prepare-socket-place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-place-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const userId = process.getuid?.() ?? null;
const modeOf = (path: string): number => statSync(path).mode & 0o777;

function places(changes: Partial<Parameters<typeof prepareSocketPlaces>[0]> = {}) {
  const randomness = { uuid: () => '00000000-1111-2222-3333-444444444444', fraction: () => 0 };
  const options = { dataDirectory: folder, platform: process.platform, environment: {}, temporaryDirectory: folder, userId, randomness };
  return [...prepareSocketPlaces({ ...options, ...changes })];
}

describe.skipIf(process.platform === 'win32')('where the holder listens', () => {
  test('first in a folder of the data directory that only its owner can enter', () => {
    const [first] = places();
    expect(first?.address).toBe(join(folder, 'socket', 'gantry.sock'));
    expect(modeOf(join(folder, 'socket'))).toBe(0o700);
  });

  test('a folder that others could enter is closed to them', () => {
    mkdirSync(join(folder, 'socket'));
    chmodSync(join(folder, 'socket'), 0o777);
    places();
    expect(modeOf(join(folder, 'socket'))).toBe(0o700);
  });

  test('what a crash left there is taken away', () => {
    mkdirSync(join(folder, 'socket'));
    writeFileSync(join(folder, 'socket', 'gantry.sock'), '');
    const [first] = places();
    expect(existsSync(first?.address ?? '')).toBe(false);
  });

  test('a link or a file in its place is not used, nor one that belongs to somebody else', () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'socket'));
    expect(places()[0]?.address).toMatch(/\/gantry-\w{6}\/gantry\.sock$/);
    rmSync(join(folder, 'socket'));
    writeFileSync(join(folder, 'socket'), '');
    expect(places()[0]?.address).toMatch(/\/gantry-\w{6}\/gantry\.sock$/);
    rmSync(join(folder, 'socket'));
    expect(places({ userId: (userId ?? 0) + 1 })[0]?.address).toMatch(/\/gantry-\w{6}\/gantry\.sock$/);
  });

  test('a path that is too long for a socket is not cut short: a new folder is made elsewhere, and removed again', () => {
    const dataDirectory = join(folder, 'x'.repeat(120));
    const runtime = join(folder, 'runtime');
    mkdirSync(runtime);
    const found = places({ dataDirectory, environment: { XDG_RUNTIME_DIR: runtime } });
    expect(found).toHaveLength(2);
    expect(found[0]?.address.startsWith(`${runtime}/gantry-`)).toBe(true);
    for (const { address, remove } of found) {
      expect(Buffer.byteLength(address)).toBeLessThanOrEqual(103);
      expect(modeOf(dirname(address))).toBe(0o700);
      remove();
      expect(existsSync(dirname(address))).toBe(false);
    }
  });

  test('bytes count, not characters', () => {
    expect(places({ dataDirectory: join(folder, 'ü'.repeat(40)) })[0]?.address).toMatch(/\/gantry-\w{6}\//);
  });

  test('where nothing fits there is none', () => {
    const long = join(folder, 'x'.repeat(120));
    expect(places({ dataDirectory: long, temporaryDirectory: long })).toEqual([]);
  });

  test('the folder that a crash left elsewhere is removed, and nothing else', () => {
    const left = join(folder, 'gantry-abcdef');
    mkdirSync(left);
    writeFileSync(join(left, 'gantry.sock'), '');
    removeLeftPlace(join(left, 'gantry.sock'));
    expect(existsSync(left)).toBe(false);
    const other = join(folder, 'precious');
    mkdirSync(other);
    writeFileSync(join(other, 'gantry.sock'), '');
    removeLeftPlace(join(other, 'gantry.sock'));
    expect(existsSync(join(other, 'gantry.sock'))).toBe(true);
  });
});

test('on Windows it is a pipe whose name nobody can guess', () => {
  const [pipe] = places({ platform: 'win32' });
  expect(pipe?.address).toMatch(/^\\\\\.\\pipe\\gantry[0-9]{64}$/);
});

describe('the file that says where', () => {
  const address = { version: 1, address: '/run/gantry.sock', token: 'x'.repeat(43), processId: 4711, host: 'window' } as const;

  test('comes back as it was written, for its owner alone', () => {
    writeAddressFile(folder, address);
    expect(modeOf(join(folder, 'local-socket.json'))).toBe(0o600);
    expect(readAddressFile(folder, userId)).toEqual(address);
    removeAddressFile(folder);
    expect(readAddressFile(folder, userId)).toBe(null);
  });

  test.skipIf(process.platform === 'win32')('is not believed when it is somebody else’s, open to others, a link, or damaged', () => {
    const path = join(folder, 'local-socket.json');
    writeAddressFile(folder, address);
    expect(readAddressFile(folder, (userId ?? 0) + 1)).toBe(null);
    chmodSync(path, 0o640);
    expect(readAddressFile(folder, userId)).toBe(null);
    rmSync(path);
    writeFileSync(join(folder, 'other.json'), JSON.stringify(address), { mode: 0o600 });
    symlinkSync('other.json', path);
    expect(readAddressFile(folder, userId)).toBe(null);
    rmSync(path);
    for (const text of ['', '{}', '[]', '{"version":2,"address":"/x","token":"x"}']) {
      writeFileSync(path, text, { mode: 0o600 });
      expect(readAddressFile(folder, userId)).toBe(null);
    }
  });
});
