import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ReadAnswerOptions } from './read-answer.ts';
import { readAnswer } from './read-answer.ts';

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';

function withHeaders(...lines: readonly string[]): string {
  return ['HTTP/1.1 200 OK', ...lines, '', 'hello'].join('\r\n');
}

const whole: readonly (readonly [string, string, ReadAnswerOptions, Partial<ReturnType<typeof readAnswer>>])[] = [
  ['a length', withHeaders('Content-Length: 5'), {}, { status: 200, body: 'hello', leavesConnection: true }],
  ['no body', 'HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n', {}, { status: 201, body: '', leavesConnection: true }],
  ['no reason', 'HTTP/1.1 204 \r\n\r\n', {}, { status: 204, headers: {}, leavesConnection: true }],
  ['no reason and no space', 'HTTP/1.1 204\r\nA: b\r\n\r\n', {}, { status: 204, headers: { a: 'b' } }],
  ['a reason of any letters', 'HTTP/1.1 204 Schön: gut\r\n\r\n', {}, { status: 204, headers: {} }],
  ['a status that nobody knows', 'HTTP/1.1 799 ?\r\nContent-Length: 0\r\n\r\n', {}, { status: 799 }],
  ['304 with a length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', {}, { status: 304, leavesConnection: true }],
  ['a HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', { isForHead: true }, { body: '', leavesConnection: true }],
  ['a HEAD in chunks', chunked, { isForHead: true }, { body: '', leavesConnection: true }],
  ['chunks', `${chunked}3\r\nhel\r\n2;a="b"\r\nlo\r\n0\r\n\r\n`, {}, { body: 'hello', leavesConnection: true }],
  ['chunks that hold line ends', `${chunked}8\r\n\r\n0\r\n\r\n5\r\n000\r\n\r\n`, {}, { body: '\r\n0\r\n\r\n5' }],
  ['chunks with zeros before', `${chunked}000000000000000000000005\r\nhello\r\n0\r\n\r\n`, {}, { body: 'hello' }],
  ['trailers', `${chunked}5\r\nhello\r\n0\r\nDigest: x\r\nA:\r\n\r\n`, {}, { body: 'hello', headers: { 'transfer-encoding': 'chunked' } }],
  ['no chunk', `${chunked}0\r\n\r\n`, {}, { body: '', leavesConnection: true }],
  ['chunks in another letter case', chunked.replace('chunked', 'Chunked').concat('0\r\n\r\n'), {}, { leavesConnection: true }],
  ['chunks after another coding', `${withHeaders('Transfer-Encoding: gzip, chunked').slice(0, -5)}0\r\n\r\n`, {}, { isWhole: true }],
  ['no end but the connection’s', withHeaders('A: b'), { closes: true }, { body: 'hello', leavesConnection: false }],
  ['an unknown coding', withHeaders('Transfer-Encoding: identity'), { closes: true }, { body: 'hello', leavesConnection: false }],
  [
    'words before it',
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n${withHeaders('Content-Length: 5')}`,
    {},
    { headers: { 'content-length': '5' }, body: 'hello' },
  ],
  ['lines before it', `\r\n\r\n${withHeaders('Content-Length: 5')}`, {}, { body: 'hello', leavesConnection: true }],
  [
    'spaces around a value',
    withHeaders('A:\t b \t c \t', 'Content-Length:5 ', 'B:'),
    {},
    { headers: { a: 'b \t c', 'content-length': '5', b: '' } },
  ],
  [
    'letters of Latin-1',
    withHeaders('A: \xa0\xe4\xff\xa0', 'Content-Length: 5'),
    {},
    { headers: { a: '\xa0\xe4\xff\xa0', 'content-length': '5' } },
  ],
  ['a close', withHeaders('Content-Length: 5', 'Connection: foo, Close'), {}, { body: 'hello', leavesConnection: false }],
  ['a keep-alive in another case', withHeaders('Content-Length: 5', 'Connection: KEEP-ALIVE'), {}, { leavesConnection: true }],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello', {}, { body: 'hello', leavesConnection: false }],
  [
    'HTTP/1.0 that stays',
    'HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello',
    {},
    { body: 'hello', leavesConnection: true },
  ],
  [
    'HTTP/1.0 in chunks',
    'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n',
    {},
    { isWhole: true, leavesConnection: false },
  ],
  [
    'more than was asked for',
    `${withHeaders('Content-Length: 5')}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno`,
    {},
    { body: 'hello', headers: { 'content-length': '5' }, leavesConnection: false },
  ],
  ['a body where there is none', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello', {}, { body: '', leavesConnection: false }],
  ['more after chunks', `${chunked}5\r\nhello\r\n0\r\n\r\n\r\n`, {}, { body: 'hello', leavesConnection: false }],
];

describe('an answer', () => {
  it.each(whole)('with %s', (_name, text, options, expected) => {
    expect(readAnswer([text], options)).toMatchObject({ isWhole: true, ...expected });
  });

  it.each(whole)('with %s is the same wherever it is cut', (_name, text, options) => {
    const expected = readAnswer([text], options);
    for (let cut = 0; cut <= text.length; cut += 1) expect(readAnswer([text.slice(0, cut), text.slice(cut)], options)).toEqual(expected);
    expect(readAnswer([...text], options)).toEqual(expected);
  });

  it.each(whole.filter(([, , options]) => options.closes !== true))(
    'with %s is not whole a byte before its end',
    (_name, text, options) => {
      const firstWhole = [...text].findIndex((_byte, at) => readAnswer([text.slice(0, at + 1)], options).isWhole);
      expect(firstWhole).toBeGreaterThan(0);
      expect(readAnswer([text.slice(0, firstWhole)], { ...options, closes: true })).toMatchObject({
        isWhole: false,
        leavesConnection: false,
      });
    },
  );

  it('is not whole before the connection ends where nothing else ends it', () => {
    expect(readAnswer([withHeaders('A: b')])).toMatchObject({ body: 'hello', isWhole: false, leavesConnection: false });
    expect(readAnswer(['HTTP/1.1 200 OK\r\nA: b'], { closes: true })).toMatchObject({ status: null, isWhole: false });
  });

  it('puts repeated headers together as Node does', () => {
    const lines = [
      'A: 1',
      'a: 2',
      'ETag: "x"',
      'etag: "y"',
      'Set-Cookie: x',
      'set-cookie: y',
      'Cookie: 1',
      'Cookie: 2',
      'Location: /a',
      'Location: /b',
    ];
    const { headers } = readAnswer([withHeaders(...lines, 'Content-Length: 5')]);
    expect(headers).toEqual({ a: '1, 2', etag: '"x"', 'set-cookie': ['x', 'y'], cookie: '1; 2', location: '/a', 'content-length': '5' });
  });

  it('may have headers with any name', () => {
    const { headers } = readAnswer([withHeaders('__proto__: 1', 'constructor: 2', 'toString: 3', 'Content-Length: 5')]);
    expect(headers).toEqual({ constructor: '2', tostring: '3', 'content-length': '5' });
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
  });

  it('keeps no more of a body than was asked for, and is enough when the rest is too long', () => {
    expect(readAnswer([withHeaders('Content-Length: 5')], { mostKeptBytes: 2 })).toMatchObject({ body: 'he', leavesConnection: true });
    const endless = readAnswer([withHeaders('A: b'), ...Array.from({ length: 3 }, () => 'x'.repeat(1024 * 1024))], { mostKeptBytes: 7 });
    expect(endless).toMatchObject({ body: 'hellox'.concat('x'), isWhole: false, leavesConnection: false });
  });
});

test('any body comes whole through any cuts, in chunks or with a length', () => {
  const text = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 200 });
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 6 }),
      fc.array(fc.nat({ max: 600 }), { maxLength: 8 }),
      fc.boolean(),
      (parts, cuts, inChunks) => {
        const body = parts.join('');
        const chunks = parts.filter((part) => part !== '').map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
        const answer = inChunks
          ? `${chunked}${chunks.join('')}0\r\n\r\n`
          : `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
        const places = [0, ...cuts.map((cut) => Math.min(cut, answer.length)).sort((one, other) => one - other), answer.length];
        const pieces = places.slice(1).map((end, at) => answer.slice(places[at], end));
        expect(readAnswer(pieces)).toMatchObject({ body, isWhole: true, leavesConnection: true });
      },
    ),
  );
});
