import { alignmentOf, typesIn } from './bus-types.ts';
import type { BusValue } from './bus-value.ts';

/** Deeper than anything that is sent; what nests deeper means to exhaust us. */
const deepest = 32;

interface Place {
  readonly view: DataView;
  readonly isLittleEndian: boolean;
  at: number;
}

/** Reads what stands in these bytes as their signature says. Throws where they end too early or are no values of the bus. */
export function readValues(signature: string, bytes: Uint8Array, isLittleEndian: boolean): readonly BusValue[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = { view, isLittleEndian, at: 0 };
  return typesIn(signature).map((type) => readValue(place, type, 0));
}

function readValue(place: Place, type: string, depth: number): BusValue {
  if (depth > deepest) throw new RangeError('a value of the bus is too deep');
  align(place, alignmentOf(type));
  const { view, isLittleEndian } = place;
  switch (type[0]) {
    case 'y':
      return view.getUint8(skip(place, 1));
    case 'n':
      return view.getInt16(skip(place, 2), isLittleEndian);
    case 'q':
      return view.getUint16(skip(place, 2), isLittleEndian);
    case 'i':
      return view.getInt32(skip(place, 4), isLittleEndian);
    case 'b':
      return view.getUint32(skip(place, 4), isLittleEndian) === 1;
    case 'u':
      return readLength(place);
    case 'x':
      return view.getBigInt64(skip(place, 8), isLittleEndian);
    case 't':
      return view.getBigUint64(skip(place, 8), isLittleEndian);
    case 'd':
      return view.getFloat64(skip(place, 8), isLittleEndian);
    case 's':
    case 'o':
      return readText(place, readLength(place));
    case 'g':
      return readText(place, view.getUint8(skip(place, 1)));
    case 'a':
      return readArray(place, type.slice(1), depth);
    case 'v':
      return readVariant(place, depth);
    default:
      return typesIn(type.slice(1, -1)).map((part) => readValue(place, part, depth + 1));
  }
}

function readVariant(place: Place, depth: number): BusValue {
  const signature = readText(place, place.view.getUint8(skip(place, 1)));
  return { signature, value: readValue(place, signature, depth + 1) };
}

function readArray(place: Place, element: string, depth: number): BusValue {
  const length = readLength(place);
  align(place, alignmentOf(element));
  const end = place.at + length;
  if (end > place.view.byteLength) throw new RangeError('a list of the bus is longer than its message');
  const values: BusValue[] = [];
  while (place.at < end) {
    const before = place.at;
    values.push(readValue(place, element, depth + 1));
    if (place.at === before) throw new RangeError('a list of the bus is of values without any bytes');
  }
  return values;
}

function readLength(place: Place): number {
  return place.view.getUint32(skip(place, 4), place.isLittleEndian);
}

function readText(place: Place, length: number): string {
  const start = skip(place, length + 1);
  if (place.at > place.view.byteLength) throw new RangeError('a text of the bus is longer than its message');
  return Buffer.from(place.view.buffer, place.view.byteOffset + start, length).toString('utf8');
}

/** Answers where it stood before. */
function skip(place: Place, length: number): number {
  const { at } = place;
  place.at += length;
  return at;
}

function align(place: Place, alignment: number): void {
  place.at = Math.ceil(place.at / alignment) * alignment;
}
