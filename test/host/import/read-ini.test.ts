import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIni } from '../../../electron/host/import/read-ini.ts';

/** As plain objects, so that they can be compared. */
function read(text: string): readonly (readonly [name: string, values: Readonly<Record<string, string>>])[] {
  return readIni(text).map(({ name, values }) => [name, Object.fromEntries(Object.entries(values))] as const);
}

describe('an INI file', () => {
  it('is its sections and their pairs, in their order', () => {
    expect(read('[b]\nx = 1\ny=2\n\n[a]\nx = 3\n')).toEqual([
      ['b', { x: '1', y: '2' }],
      ['a', { x: '3' }],
    ]);
  });

  it.each([
    ['no spaces', '[a]\nkey=value'],
    ['many spaces', '[ a ]\nkey   =   value   '],
    ['tabs', '[a]\nkey\t=\tvalue\t'],
    ['a byte order mark', '\uFEFF[a]\nkey = value\n'],
    ['the line ends of Windows', '[a]\r\nkey = value\r\n'],
    ['names in capitals', '[a]\nKEY = value\n'],
    ['comments on lines of their own', '# x = 1\n; y = 2\n[a]\n# key = other\n  ; key = other\nkey = value\n'],
    ['a comment after the header', '[a] # the first\nkey = value\n'],
    ['an indented header', '  [a]\nkey = value\n'],
    ['no line end at its end', '[a]\nkey = old\nkey = value'],
    ['lines that are nothing', '[a]\nnonsense\n= 5\n===\nkey = value\n'],
  ])('with %s is read the same', (_what, text) => {
    expect(read(text)).toEqual([['a', { key: 'value' }]]);
  });

  it('keeps a value as it is: its quotes, its comment signs, its equals signs and its spaces inside', () => {
    const text = '[a]\none = "x y"\ntwo = x # y\nthree = x=y==\nfour = a  b\nfive =\nsix = \'s;t\'\n';
    expect(read(text)).toEqual([['a', { one: '"x y"', two: 'x # y', three: 'x=y==', four: 'a  b', five: '', six: "'s;t'" }]]);
  });

  it('puts indented pairs under the empty value above them, until the next one at the margin', () => {
    const text =
      '[a]\ns3 =\n  endpoint_url = http://one\n\n\t# between\n\tAddressing_Style = path\nregion = x\n  stray = y\n[b]\n  z = 1\n';
    expect(read(text)).toEqual([
      ['a', { s3: '', 's3.endpoint_url': 'http://one', 's3.addressing_style': 'path', region: 'x', stray: 'y' }],
      ['b', { z: '1' }],
    ]);
  });

  it.each(['', '\n\n', 'key = value\n', '# nothing\n', '\uFEFF'])('without a section has none: %j', (text) => {
    expect(readIni(text)).toEqual([]);
  });

  it.each(['[b', '[b] c', '[', '[]x'])('gives nobody what follows the damaged header %j, least of all the section before', (header) => {
    expect(read(`[a]\nkey = of a\n${header}\nkey = of b\n[c]\nkey = of c\n`)).toEqual([
      ['a', { key: 'of a' }],
      ['c', { key: 'of c' }],
    ]);
  });

  it('gives a section that comes twice twice', () => {
    expect(read('[a]\nx = 1\n[a]\ny = 2\n')).toEqual([
      ['a', { x: '1' }],
      ['a', { y: '2' }],
    ]);
  });

  it('takes names that objects have for names', () => {
    const [section] = readIni('[__proto__]\n__proto__ = x\nconstructor = y\n');
    expect(section?.name).toBe('__proto__');
    expect(Object.entries(section?.values ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(section?.values['tostring']).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it.each([
    ['a value', (spaces: string) => `[a]\nkey = x${spaces}y\n`],
    ['a name', (spaces: string) => `[a]\nkey${spaces}x\n`],
    ['a header', (spaces: string) => `[a]${spaces}x\n`],
    ['nothing', (spaces: string) => `[a]\n${spaces}\n`],
  ])('of a megabyte of spaces in %s is read at once', (_what, textOf) => {
    const startedMs = performance.now();
    readIni(textOf(' '.repeat(1024 * 1024)));
    // With an expression that goes back over them it is an hour.
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('never throws, and gives names and values without line ends', () => {
    const signs = fc.constantFrom('[', ']', '=', ' ', '\t', '\r', '\n', '#', ';', '"', 'a', 'B', '\u0000', '\uFEFF', 'ü');
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 80 }), (text) => {
        for (const { name, values } of readIni(text))
          for (const word of [name, ...Object.keys(values), ...Object.values(values)]) expect(word).not.toContain('\n');
      }),
    );
  });
});
