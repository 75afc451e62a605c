import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { AnswerReader } from '../../../../electron/engine/protocols/sftp/answer-reader.ts';
import { AnswerSplitter } from '../../../../electron/engine/protocols/sftp/answer-splitter.ts';
import { fillPackets } from '../../../../electron/engine/protocols/sftp/fill-packets.ts';
import { remoteFileOf } from '../../../../electron/engine/protocols/sftp/remote-file.ts';
import { requestBytes } from '../../../../electron/engine/protocols/sftp/request-bytes.ts';

const kibibyte = 1024;

describe('requestBytes', () => {
  it('puts the length before the message, and before each text', () => {
    expect(requestBytes(3, 7, ['ä/b', 26, 0]).toString('hex')).toBe(
      '000000150300000007' + '00000004' + 'c3a42f62' + '0000001a' + '00000000',
    );
    expect(requestBytes(1, null, [3]).toString('hex')).toBe('000000050100000003');
  });

  it('counts what follows, and writes 64 bits', () => {
    const write = requestBytes(6, 1, [Buffer.from('h'), 2n ** 40n, 5], 5);
    expect(write.toString('hex')).toBe('0000001b0600000001' + '0000000168' + '0000010000000000' + '00000005');
  });
});

describe('fillPackets', () => {
  function packed(sizes: readonly number[]): { readonly sent: readonly Buffer[]; readonly given: readonly Buffer[] } {
    const given = sizes.map((size, index) => Buffer.alloc(size, index + 1));
    const sent: Buffer[] = [];
    fillPackets(given, (bytes) => sent.push(bytes));
    return { sent, given };
  }

  it.each([[[0]], [[10]], [[30, 40, 0, 50]], [[32 * kibibyte]], [[100, 252 * kibibyte, 100, 252 * kibibyte, 9]], [[40 * kibibyte, 1]]])(
    'keeps every byte of %j in order, in whole packets but the last',
    (sizes) => {
      const { sent, given } = packed(sizes);
      expect(Buffer.concat(sent).equals(Buffer.concat(given))).toBe(true);
      for (const bytes of sent.slice(0, -1)) expect(bytes.byteLength % (32 * kibibyte)).toBe(0);
    },
  );

  it('puts small requests into one, and does not copy what fills packets by itself', () => {
    expect(packed([30, 40, 50]).sent).toHaveLength(1);
    const { sent, given } = packed([64 * kibibyte]);
    expect(sent[0]?.buffer).toBe(given[0]?.buffer);
  });
});

describe('AnswerSplitter', () => {
  const answers = [1, 2, 300, 70_000, 5].map((size, index) => Buffer.alloc(size, index + 1));
  const stream = Buffer.concat(answers.flatMap((answer) => [lengthOf(answer.byteLength), answer]));

  it('gives whole answers, however the stream is cut', () => {
    for (const most of [1, 3, 7, 1_000, 40_000, stream.byteLength]) {
      const splitter = new AnswerSplitter();
      const got: Buffer[] = [];
      for (let offset = 0; offset < stream.byteLength; ) {
        const bytes = 1 + ((offset * 7_919) % most);
        got.push(...splitter.take(stream.subarray(offset, offset + bytes)));
        offset += bytes;
      }
      expect(got.map((answer) => answer.toString('hex'))).toEqual(answers.map((answer) => answer.toString('hex')));
    }
  });

  it.each([0, 2 * 1024 * 1024, 0xffff_ffff])('refuses a length of %i', (length) => {
    expect(() => new AnswerSplitter().take(Buffer.concat([lengthOf(length), Buffer.alloc(1)]))).toThrow(RangeError);
  });

  function lengthOf(bytes: number): Buffer {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes);
    return length;
  }
});

describe('AnswerReader', () => {
  it('reads attributes of every kind, and what is behind them', () => {
    const all = Buffer.from(
      [
        '8000000f',
        '0000000100000002',
        '0000000a0000000b',
        '000081a4',
        '00000001',
        '00000002',
        '00000001',
        '0000000178',
        '0000000179',
        '2a',
      ].join(''),
      'hex',
    );
    const reader = new AnswerReader(all);
    expect(reader.attributes()).toEqual({ size: 2 ** 32 + 2, mode: 0o100644, modifiedAt: 2 });
    expect(reader.uint8()).toBe(42);
    expect(reader.isAtEnd).toBe(true);
  });

  it('takes what a server does not say for a file', () => {
    expect(remoteFileOf(new AnswerReader(Buffer.alloc(4)).attributes())).toEqual({ kind: 'file', sizeBytes: 0, modifiedAtMs: 0, mode: 0 });
  });

  it('throws where an answer ends too early', () => {
    const short = (): AnswerReader => new AnswerReader(Buffer.from('00000009616263', 'hex'));
    expect(() => short().text()).toThrow(RangeError);
    expect(() => short().uint64()).toThrow(RangeError);
    expect(() => new AnswerReader(Buffer.alloc(0)).uint8()).toThrow(RangeError);
  });
});
