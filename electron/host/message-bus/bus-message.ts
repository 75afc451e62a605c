import type { BusValue } from './bus-value.ts';
import { readValues } from './read-values.ts';
import { writeValues } from './write-values.ts';

const kinds = ['call', 'answer', 'error', 'signal'] as const;
export type BusMessageKind = (typeof kinds)[number];

export interface BusMessage {
  readonly kind: BusMessageKind;
  readonly serial: number;
  /** Of an answer or an error: to which call. */
  readonly replySerial: number | null;
  readonly path: string;
  readonly interfaceName: string;
  readonly member: string;
  readonly sender: string;
  readonly body: readonly BusValue[];
}

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interfaceName: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly BusValue[];
}

/** The numbers of the fields of a header, in the specification of D-Bus, “Header Fields”. */
const fields = { path: 1, interfaceName: 2, member: 3, replySerial: 5, destination: 6, sender: 7, signature: 8 } as const;
const fixedBytes = 16;
/** Far more than anybody tells us. */
const longestMessage = 16 * 1024 * 1024;
const headerSignature = 'yyyyuua(yv)';
const littleEndian = 'l'.charCodeAt(0);

/** A call as bytes. */
export function encodeCall(call: BusCall, serial: number): Buffer {
  const signature = call.signature ?? '';
  const body = writeValues(signature, call.body ?? []);
  const field = (number: number, type: string, value: string): BusValue => [number, { signature: type, value }];
  const header = writeValues(headerSignature, [
    ...[littleEndian, 1, 0, 1, body.length, serial],
    [
      field(fields.path, 'o', call.path),
      field(fields.interfaceName, 's', call.interfaceName),
      field(fields.member, 's', call.member),
      field(fields.destination, 's', call.destination),
      ...(signature === '' ? [] : [field(fields.signature, 'g', signature)]),
    ],
  ]);
  return Buffer.concat([header, Buffer.alloc(padding(header.length)), body]);
}

/** How long the message at the beginning of these bytes is; null while too little of it is there to know. Throws for what is no message. */
export function lengthOfMessage(bytes: Buffer): number | null {
  if (bytes.length < fixedBytes) return null;
  const isLittleEndian = bytes[0] === littleEndian;
  const read = (at: number): number => (isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const header = fixedBytes + read(12);
  const length = header + padding(header) + read(4);
  if (length > longestMessage) throw new RangeError('a message of the bus is too long');
  return length;
}

/** Reads one whole message. Throws for what is none. */
export function decodeMessage(bytes: Buffer): BusMessage {
  const isLittleEndian = bytes[0] === littleEndian;
  const [, kind, , , bodyLength, serial, list] = readValues(headerSignature, bytes, isLittleEndian);
  const known = new Map<number, BusValue>();
  for (const entry of Array.isArray(list) ? list : []) {
    const [number, variant]: readonly BusValue[] = Array.isArray(entry) ? entry : [];
    if (typeof number === 'number' && typeof variant === 'object' && 'value' in variant) known.set(number, variant.value);
  }
  const text = (number: number): string => {
    const value = known.get(number);
    return typeof value === 'string' ? value : '';
  };
  const replySerial = known.get(fields.replySerial);
  return {
    kind: kinds[Number(kind) - 1] ?? 'signal',
    serial: Number(serial),
    replySerial: typeof replySerial === 'number' ? replySerial : null,
    path: text(fields.path),
    interfaceName: text(fields.interfaceName),
    member: text(fields.member),
    sender: text(fields.sender),
    body: readValues(text(fields.signature), bytes.subarray(bytes.length - Number(bodyLength)), isLittleEndian),
  };
}

function padding(length: number): number {
  return (8 - (length % 8)) % 8;
}
