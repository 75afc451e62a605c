import { Buffer } from 'node:buffer';

/** A number is a uint32, a bigint a uint64; text and bytes go with their length before them (draft-ietf-secsh-filexfer-02, §3). */
export type RequestField = number | bigint | string | Uint8Array;

/**
 * A message with its length before it. `id` is null for the one message that has none. `followingBytes` are counted into that length, and are the
 * caller's to send right behind it.
 */
export function requestBytes(type: number, id: number | null, fields: readonly RequestField[], followingBytes = 0): Buffer {
  const sizes = fields.map(sizeOf);
  const size = sizes.reduce((sum, bytes) => sum + bytes, id === null ? 1 : 5);
  const message = Buffer.allocUnsafe(4 + size);
  let offset = message.writeUInt32BE(size + followingBytes, 0);
  offset = message.writeUInt8(type, offset);
  if (id !== null) offset = message.writeUInt32BE(id, offset);
  for (const [index, field] of fields.entries()) {
    if (typeof field === 'number') offset = message.writeUInt32BE(field, offset);
    else if (typeof field === 'bigint') offset = message.writeBigUInt64BE(field, offset);
    else {
      const length = (sizes[index] ?? 0) - 4;
      offset = message.writeUInt32BE(length, offset);
      if (typeof field === 'string') message.write(field, offset, length, 'utf8');
      else message.set(field, offset);
      offset += length;
    }
  }
  return message;
}

function sizeOf(field: RequestField): number {
  if (typeof field === 'number') return 4;
  if (typeof field === 'bigint') return 8;
  return 4 + (typeof field === 'string' ? Buffer.byteLength(field) : field.byteLength);
}
