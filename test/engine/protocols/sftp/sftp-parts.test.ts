import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { AcknowledgedBytes } from '../../../../electron/engine/protocols/sftp/acknowledged-bytes.ts';
import { isPartName, partName } from '../../../../electron/engine/protocols/sftp/part-name.ts';
import { remotePath, remoteRoot } from '../../../../electron/engine/protocols/sftp/remote-path.ts';
import { readSftpCheckpoint, writeSftpCheckpoint } from '../../../../electron/engine/protocols/sftp/sftp-checkpoint.ts';
import { WriteWindow } from '../../../../electron/engine/protocols/sftp/write-window.ts';
import { createFakeClock } from '../../../fakes/fake-clock.ts';

const kibibyte = 1024;

describe('WriteWindow', () => {
  it('lets in what fits, and the others in the order in which they came', async () => {
    const window = new WriteWindow(createFakeClock(), 256 * kibibyte);
    expect(window.enter(1024 * kibibyte)).toBeNull();
    const order: string[] = [];
    const first = window.enter(600 * kibibyte)?.then(() => order.push('first'));
    const second = window.enter(1)?.then(() => order.push('second'));
    window.leave(1024 * kibibyte, null);
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('grows while answers are quick, and shrinks when they are slow, once for what was on its way', () => {
    const window = new WriteWindow(createFakeClock(), 256 * kibibyte);
    const before = window.windowBytes;
    void window.enter(before);
    void window.enter(kibibyte);
    window.leave(before, 10);
    expect(window.windowBytes).toBeGreaterThan(before);
    const grown = window.windowBytes;
    void window.enter(kibibyte);
    window.leave(kibibyte, 5_000);
    void window.enter(kibibyte);
    window.leave(kibibyte, 5_000);
    expect(window.windowBytes).toBe(Math.floor(grown / 2));
    expect(window.pieceBytes).toBeLessThanOrEqual(256 * kibibyte);
  });

  it('begins with little on its way after a line that broke, and gets back to much within a few trips', () => {
    const window = new WriteWindow(createFakeClock(), 256 * kibibyte);
    const usual = window.windowBytes;
    window.beginCarefully();
    let trips = 0;
    for (; window.windowBytes < usual; trips += 1) {
      const onWay = window.windowBytes;
      expect(window.enter(onWay)).toBeNull();
      void window.enter(1);
      window.leave(onWay, 100);
      window.leave(1, null);
    }
    expect(trips).toBe(4);
    window.beginCarefully();
    void window.enter(kibibyte);
    window.leave(kibibyte, 5_000);
    expect(window.windowBytes).toBe(64 * kibibyte);
  });

  it('lets one in that is larger than the window, alone', () => {
    const window = new WriteWindow(createFakeClock(), 256 * kibibyte);
    expect(window.enter(100 * 1024 * kibibyte)).toBeNull();
  });
});

describe('AcknowledgedBytes', () => {
  it('counts the beginning without a gap, whatever the order of the answers', () => {
    const bytes = new AcknowledgedBytes(100);
    const [first, second, third] = [bytes.expect(110, 10), bytes.expect(120, 10), bytes.expect(130, 10)];
    third?.();
    expect([bytes.contiguousBytes, bytes.totalBytes]).toEqual([100, 110]);
    first?.();
    first?.();
    expect([bytes.contiguousBytes, bytes.totalBytes]).toEqual([110, 120]);
    second?.();
    expect([bytes.contiguousBytes, bytes.totalBytes]).toEqual([130, 130]);
  });
});

describe('the name of a part', () => {
  it('belongs to one revision of one upload, and fits whatever the name', () => {
    expect(partName('a.txt', 'one')).toMatch(/^a\.txt\.gantry-[0-9a-f]{20}\.part$/);
    expect(partName('a.txt', 'one')).toBe(partName('a.txt', 'one'));
    expect(partName('a.txt', 'one')).not.toBe(partName('a.txt', 'two'));
    const long = partName('é'.repeat(127), 'one');
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(143);
    expect(isPartName(long)).toBe(true);
    expect(isPartName('my.part')).toBe(false);
  });
});

describe('a checkpoint of SFTP', () => {
  const good = { relativePath: 'a/b', wasFree: true, partName: partName('b', 'one'), trustedBytes: 5, isPlacing: false };

  it('comes back as it was written', () => {
    expect(readSftpCheckpoint(writeSftpCheckpoint(good))).toEqual(good);
  });

  it.each([
    { partName: 'b' },
    { partName: `../${good.partName}` },
    { trustedBytes: -1 },
    { trustedBytes: 1.5 },
    { wasFree: 'yes' },
    { protocol: 'put' },
  ])('is none with %j', (damage) => {
    expect(readSftpCheckpoint({ ...writeSftpCheckpoint(good), ...damage })).toBeNull();
  });
});

describe('a path at the server', () => {
  it.each([
    ['sftp://h/data/in/', '/data/in'],
    ['sftp://h/', '/'],
    ['sftp://h/~/in/', 'in'],
    ['sftp://h/~/', ''],
    ['sftp://h/a%20b/%C3%A9/', '/a b/é'],
  ])('%s means %s', (url, root) => {
    expect(remoteRoot(new URL(url))).toBe(root);
  });

  it('never leads out of the destination', () => {
    expect(remotePath('/data', 'a/b')).toBe('/data/a/b');
    expect(remotePath('/', 'a')).toBe('/a');
    expect(remotePath('', 'a')).toBe('a');
    for (const bad of ['../a', 'a/../b', './a', 'a//b', '/a', 'a\0']) expect(() => remotePath('/data', bad)).toThrow();
    expect(() => remoteRoot(new URL('sftp://h/a%2Fb/'))).toThrow();
  });
});
