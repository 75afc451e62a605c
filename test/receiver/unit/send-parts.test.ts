import { describe, expect, it } from 'vitest';
import { sendParts } from '../../../electron/receiver/object-store/send-parts.ts';

const file = Buffer.from('abcdefghijklmnopqrstuvwxyz');

interface Sent {
  readonly parts: Map<number, string>;
  readonly rests: [offset: number, text: string][];
}

async function* streamOf(text: string, step: number, broken?: Error) {
  for (let at = 0; at < text.length; at += step) yield Buffer.from(text.slice(at, at + step));
  if (broken !== undefined) throw broken;
}

function send(source: AsyncIterable<Buffer>, changes: { rest?: string; offset?: number; refused?: number } = {}) {
  const sent: Sent = { parts: new Map(), rests: [] };
  const end = sendParts({
    source,
    rest: Buffer.from(changes.rest ?? ''),
    offset: changes.offset ?? 0,
    length: file.length,
    firstPartNumber: 1 + (changes.offset ?? 0) / 10,
    partSizeBytes: 10,
    sendPart: async (partNumber, body) => {
      if (partNumber === changes.refused) {
        // A real store takes its time, and the next part is on its way meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('refused');
      }
      sent.parts.set(partNumber, body.toString());
    },
    keepRest: async (offset, body) => void sent.rests.push([offset, body.toString()]),
  });
  return { sent, end };
}

describe('cutting a stream into parts', () => {
  it.each([1, 3, 10, 26])('does not depend on how it comes: by %d', async (step) => {
    const { sent, end } = send(streamOf(file.toString(), step));
    expect(await end).toBe(26);
    expect([...sent.parts.values()]).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyz']);
    expect(sent.rests).toEqual([]);
  });

  it('goes on behind the rest of an earlier stream', async () => {
    const { sent, end } = send(streamOf('nopqrstuvwxyz', 4), { rest: 'klm', offset: 10 });
    expect(await end).toBe(26);
    expect([...sent.parts]).toEqual([
      [2, 'klmnopqrst'],
      [3, 'uvwxyz'],
    ]);
  });

  it('keeps what is too little for a part, and where it begins', async () => {
    const { sent, end } = send(streamOf('abcdefghijklm', 4));
    expect(await end).toBe(13);
    expect([...sent.parts.values()]).toEqual(['abcdefghij']);
    expect(sent.rests).toEqual([[10, 'klm']]);
  });

  it('keeps nothing again where nothing came', async () => {
    const { sent, end } = send(streamOf('', 1), { rest: 'klm', offset: 10 });
    expect(await end).toBe(13);
    expect(sent.rests).toEqual([]);
  });

  it('keeps what came before the stream broke, and throws its error as it is', async () => {
    const broken = new Error('cut');
    const { sent, end } = send(streamOf('abcdefghijklmnop', 4, broken));
    await expect(end).rejects.toBe(broken);
    expect([...sent.parts.values()]).toEqual(['abcdefghij']);
    expect(sent.rests).toEqual([[10, 'klmnop']]);
  });

  it('gives each part its own place in the file, so that what an earlier stream stored behind a gap still fits', async () => {
    const first = send(streamOf(file.toString(), 26), { refused: 1 });
    await expect(first.end).rejects.toThrow('refused');
    expect(first.sent.parts.get(2)).toBe('klmnopqrst');
    const second = send(streamOf('abcdef', 2, new Error('cut')));
    await expect(second.end).rejects.toThrow('cut');
    const stored = new Map([...first.sent.parts, ...second.sent.parts]);
    for (const [number, text] of stored) expect(file.toString().slice((number - 1) * 10, number * 10)).toBe(text);
    expect(second.sent.rests).toEqual([[0, 'abcdef']]);
  });

  it('stops at the first part that is refused, and keeps no rest behind a gap', async () => {
    const { sent, end } = send(streamOf('abcdefghijklm', 13), { refused: 1 });
    await expect(end).rejects.toThrow('refused');
    expect(sent.rests).toEqual([]);
  });
});
