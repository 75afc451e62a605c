import { alignmentOf, typesIn } from './bus-types.ts';
import type { BusValue } from './bus-value.ts';

/** Puts values one after the other as their signature says, each where it has to begin. Throws where a value is of another type. */
export function writeValues(signature: string, values: readonly BusValue[]): Buffer {
  const bytes: number[] = [];
  const types = typesIn(signature);
  if (types.length !== values.length) throw new RangeError(`${types.length} values are due, and ${values.length} were given`);
  for (const [index, type] of types.entries()) writeValue(bytes, type, values[index]);
  return Buffer.from(bytes);
}

function writeValue(bytes: number[], type: string, value: BusValue | undefined): void {
  while (bytes.length % alignmentOf(type) !== 0) bytes.push(0);
  if (typeof value === 'string') writeText(bytes, type, value);
  else if (typeof value === 'boolean' && type === 'b') writeNumber(bytes, 4, value ? 1 : 0);
  else if (typeof value === 'number') writeNumber(bytes, wholeBytes(type), value);
  else if (Array.isArray(value)) writeList(bytes, type, value);
  else if (typeof value === 'object' && 'signature' in value && type === 'v') {
    writeText(bytes, 'g', value.signature);
    writeValue(bytes, value.signature, value.value);
  } else throw new TypeError(`a value is not of the type ${type}`);
}

function writeText(bytes: number[], type: string, text: string): void {
  if (!['s', 'o', 'g'].includes(type)) throw new TypeError(`a text is not of the type ${type}`);
  const encoded = Buffer.from(text);
  if (type === 'g') bytes.push(encoded.length);
  else writeNumber(bytes, 4, encoded.length);
  bytes.push(...encoded, 0);
}

function writeNumber(bytes: number[], length: number, value: number): void {
  for (let index = 0; index < length; index += 1) bytes.push((value >> (8 * index)) & 0xff);
}

/** Of whole numbers up to 32 bits, which are all that we send. */
function wholeBytes(type: string): number {
  const length = { y: 1, n: 2, q: 2, i: 4, u: 4 }[type];
  if (length === undefined) throw new TypeError(`a number is not of the type ${type}`);
  return length;
}

function writeList(bytes: number[], type: string, values: readonly BusValue[]): void {
  if (type.startsWith('(') || type.startsWith('{')) {
    for (const [index, part] of typesIn(type.slice(1, -1)).entries()) writeValue(bytes, part, values[index]);
    return;
  }
  if (!type.startsWith('a')) throw new TypeError(`a list is not of the type ${type}`);
  const element = type.slice(1);
  const lengthAt = bytes.length;
  writeNumber(bytes, 4, 0);
  while (bytes.length % alignmentOf(element) !== 0) bytes.push(0);
  const start = bytes.length;
  for (const value of values) writeValue(bytes, element, value);
  const length: number[] = [];
  // The space before the first element does not count.
  writeNumber(length, 4, bytes.length - start);
  bytes.splice(lengthAt, 4, ...length);
}
