import { Buffer } from 'node:buffer';
import { randomFillSync } from 'node:crypto';
import type { Client } from 'ssh2';
import { partOfLibrary } from './part-of-library.ts';

/** Smaller ones cost little, and may be made while another is on its way into the cipher. */
const smallestPayloadBytes = 16 * 1024;
/** A full packet of a channel, with what the library puts before it. */
const largestPayloadBytes = 33 * 1024;
const blockBytes = 16;
const leastPaddingBytes = 4;
const mostPaddingBytes = blockBytes + leastPaddingBytes;
/** The length of the packet, and of its padding. */
const headBytes = 5;
const lengthBytes = 4;

/**
 * The library takes fresh memory for every packet (RFC 4253, §6), which is read once, by the cipher, and then kept for its first four bytes until
 * those are sent: half of what the collector has to do for a large upload. Full packets are put together in one place instead, and their random
 * padding is drawn many at a time. To be called after each exchange of keys, for AES-GCM. False: the library keeps these things elsewhere, and
 * nothing changes but the speed.
 */
export function reusePacketMemory(client: Client): boolean {
  const cipher = partOfLibrary(partOfLibrary(client, '_protocol'), '_cipher');
  if (cipher === null || !('_encIV' in cipher)) return false;
  const allocate: unknown = Reflect.get(cipher, 'allocPacket');
  const write: unknown = Reflect.get(cipher, '_onWrite');
  if (typeof allocate !== 'function' || typeof write !== 'function') return false;
  const memory = Buffer.allocUnsafeSlow(headBytes + largestPayloadBytes + mostPaddingBytes);
  const padding = new RandomPadding();
  Reflect.set(cipher, 'allocPacket', (payloadBytes: number): unknown => {
    if (payloadBytes < smallestPayloadBytes || payloadBytes > largestPayloadBytes) return Reflect.apply(allocate, cipher, [payloadBytes]);
    let paddingBytes = blockBytes - ((payloadBytes + 1) % blockBytes);
    if (paddingBytes < leastPaddingBytes) paddingBytes += blockBytes;
    const packet = memory.subarray(0, headBytes + payloadBytes + paddingBytes);
    packet.writeUInt32BE(packet.byteLength - lengthBytes, 0);
    packet[lengthBytes] = paddingBytes;
    padding.fill(packet, headBytes + payloadBytes);
    return packet;
  });
  // The length goes out in the clear, from the packet itself, and later than the next packet is put together.
  Reflect.set(cipher, '_onWrite', (bytes: Buffer): void => {
    Reflect.apply(write, undefined, [bytes.byteLength === lengthBytes ? Buffer.from(bytes) : bytes]);
  });
  return true;
}

/** Random bytes, each given out once. */
class RandomPadding {
  readonly #bytes = Buffer.allocUnsafeSlow(4 * 1024);
  #used = this.#bytes.byteLength;

  /** From `start` to the end of it. */
  fill(target: Buffer, start: number): void {
    const needed = target.byteLength - start;
    if (this.#used + needed > this.#bytes.byteLength) {
      randomFillSync(this.#bytes);
      this.#used = 0;
    }
    this.#bytes.copy(target, start, this.#used, this.#used + needed);
    this.#used += needed;
  }
}
