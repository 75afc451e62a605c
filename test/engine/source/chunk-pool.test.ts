import { describe, expect, it } from 'vitest';
import { chunkBytes, giveBack, takeBuffer } from '../../../electron/engine/source/chunk-pool.ts';

describe('takeBuffer', () => {
  it('gives a chunk again only after it came back', () => {
    const first = takeBuffer(chunkBytes);
    const second = takeBuffer(chunkBytes);
    expect(second).not.toBe(first);
    giveBack(first);
    expect(takeBuffer(chunkBytes)).toBe(first);
  });

  it('lends a chunk that came back twice to one taker only', () => {
    const chunk = takeBuffer(chunkBytes);
    giveBack(chunk);
    giveBack(chunk);
    expect(takeBuffer(chunkBytes)).toBe(chunk);
    expect(takeBuffer(chunkBytes)).not.toBe(chunk);
  });

  it('takes back neither a part of a chunk nor a buffer of its own', () => {
    const chunk = takeBuffer(chunkBytes);
    const strange = Buffer.alloc(chunkBytes);
    giveBack(chunk.subarray(0, 10));
    giveBack(strange);
    const next = takeBuffer(chunkBytes);
    expect(next).not.toBe(strange);
    expect(next.buffer).not.toBe(chunk.buffer);
  });

  it('gives what is no whole chunk in its own memory and size', () => {
    const buffer = takeBuffer(100);
    expect(buffer.byteLength).toBe(100);
    expect(buffer.buffer.byteLength).toBe(100);
    giveBack(buffer);
    expect(takeBuffer(100)).not.toBe(buffer);
  });

  it('keeps a few chunks and no more', () => {
    const chunks = Array.from({ length: 40 }, () => takeBuffer(chunkBytes));
    for (const chunk of chunks) giveBack(chunk);
    const again = new Set(Array.from({ length: 40 }, () => takeBuffer(chunkBytes)));
    expect(chunks.filter((chunk) => again.has(chunk))).toHaveLength(8);
  });
});
