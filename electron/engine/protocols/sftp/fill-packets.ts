import { Buffer } from 'node:buffer';

/** What OpenSSH and Go take into one packet of a channel. */
const packetBytes = 32 * 1024;

/**
 * Hands on what is to be sent, in order, in as few packets as it takes: each costs a cipher of its own, and small requests are many. What fills
 * whole packets is handed on as it is, so it must not change until it was sent; the rest is copied together.
 */
export function fillPackets(segments: readonly Buffer[], send: (bytes: Buffer) => void): void {
  let leftBytes = segments.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let packet: Buffer | null = null;
  let filledBytes = 0;
  for (const segment of segments) {
    for (let used = 0; used < segment.byteLength; ) {
      const restBytes = segment.byteLength - used;
      if (packet === null && restBytes >= packetBytes) {
        const wholeBytes = restBytes - (restBytes % packetBytes);
        send(segment.subarray(used, used + wholeBytes));
        used += wholeBytes;
        leftBytes -= wholeBytes;
        continue;
      }
      packet ??= Buffer.allocUnsafe(Math.min(packetBytes, leftBytes));
      const copiedBytes = segment.copy(packet, filledBytes, used);
      used += copiedBytes;
      filledBytes += copiedBytes;
      if (filledBytes < packet.byteLength) continue;
      send(packet);
      leftBytes -= filledBytes;
      packet = null;
      filledBytes = 0;
    }
  }
}
