/** On which multiple of bytes a value of that type begins; of a type that is none of the bus's it throws. */
export function alignmentOf(type: string): number {
  const [code = ''] = type;
  const alignment = alignments[code];
  if (alignment === undefined) throw new RangeError(`“${code}” is no type of the bus`);
  return alignment;
}

const alignments: Readonly<Record<string, number>> = {
  ...{ y: 1, g: 1, v: 1, n: 2, q: 2, b: 4, i: 4, u: 4, s: 4, o: 4, a: 4 },
  ...{ x: 8, t: 8, d: 8, '(': 8, '{': 8 },
};

/** Splits a signature into its complete types: `sa{sv}u` is `s`, `a{sv}` and `u`. Throws where it is broken. */
export function typesIn(signature: string): readonly string[] {
  const types: string[] = [];
  for (let start = 0; start < signature.length; ) {
    const end = endOfType(signature, start);
    types.push(signature.slice(start, end));
    start = end;
  }
  return types;
}

function endOfType(signature: string, start: number): number {
  const code = signature[start];
  if (code === 'a') return endOfType(signature, start + 1);
  const closing = code === '(' ? ')' : code === '{' ? '}' : null;
  if (closing === null) {
    alignmentOf(signature.slice(start));
    return start + 1;
  }
  let at = start + 1;
  while (at < signature.length && signature[at] !== closing) at = endOfType(signature, at);
  if (at >= signature.length) throw new RangeError('a type of the bus is not closed');
  return at + 1;
}
