import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswer } from './read-answer.ts';

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';

function withHeaders(...lines: readonly string[]): string {
  return ['HTTP/1.1 200 OK', ...lines, '', 'hello'].join('\r\n');
}

describe('what is no answer', () => {
  const huge = 'x'.repeat(16 * 1024);
  const broken: readonly (readonly [string, string, string])[] = [
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', 'HPE_INVALID_CONSTANT'],
    ['another protocol’s first letter', 'S', 'HPE_INVALID_CONSTANT'],
    ['another version', 'HTTP/2.0 200 OK\r\n\r\n', 'HPE_INVALID_VERSION'],
    ['another version’s first digit', 'HTTP/2', 'HPE_INVALID_VERSION'],
    ['a version without a number', 'HTTP/1.x 200 OK\r\n\r\n', 'HPE_INVALID_VERSION'],
    ['a version that is to come', 'HTTP/1.2 200 OK\r\n\r\n', 'HPE_INVALID_VERSION'],
    ['two spaces', 'HTTP/1.1  200 OK\r\n\r\n', 'HPE_INVALID_STATUS'],
    ['two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'HPE_INVALID_STATUS'],
    ['four digits', 'HTTP/1.1 2000 OK\r\n\r\n', 'HPE_INVALID_STATUS'],
    ['a status below all', 'HTTP/1.1 099 OK\r\n\r\n', 'HPE_INVALID_STATUS'],
    ['another protocol offered', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n', 'HPE_INVALID_STATUS'],
    ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 5\n\nhello', 'HPE_CR_EXPECTED'],
    ['a bare line feed', withHeaders('A: b\nContent-Length: 5'), 'HPE_CR_EXPECTED'],
    ['a bare carriage return', withHeaders('A: b\rc', 'Content-Length: 5'), 'HPE_CR_EXPECTED'],
    ['a bare carriage return at the end', withHeaders('Content-Length: 5', 'A: b\r'), 'HPE_CR_EXPECTED'],
    ['a zero byte', withHeaders('A: b\0c', 'Content-Length: 5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['a control character', withHeaders('A: b\x7f', 'Content-Length: 5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['a control character in the reason', 'HTTP/1.1 200 \x01\r\nContent-Length: 0\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
    ['no colon', withHeaders('Content-Length 5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['no name', withHeaders(': a', 'Content-Length: 5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['a space before the colon', withHeaders('Content-Length : 5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['a name of other letters', withHeaders('Gr\xf6\xdfe: 5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['a value of two lines', withHeaders('A: b', ' c', 'Content-Length: 5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['a length of two lines', withHeaders('Content-Length:', '\t5'), 'HPE_INVALID_HEADER_TOKEN'],
    ['two lengths', withHeaders('Content-Length: 5', 'content-length: 6'), 'HPE_UNEXPECTED_CONTENT_LENGTH'],
    ['the same length twice', withHeaders('Content-Length: 5', 'Content-Length: 5'), 'HPE_UNEXPECTED_CONTENT_LENGTH'],
    ['a list of lengths', withHeaders('Content-Length: 5, 5'), 'HPE_INVALID_CONTENT_LENGTH'],
    ['an empty length', withHeaders('Content-Length:'), 'HPE_INVALID_CONTENT_LENGTH'],
    ['a length below nothing', withHeaders('Content-Length: -5'), 'HPE_INVALID_CONTENT_LENGTH'],
    ['a length with a sign', withHeaders('Content-Length: +5'), 'HPE_INVALID_CONTENT_LENGTH'],
    ['a length beyond all numbers', withHeaders(`Content-Length: ${'9'.repeat(30)}`), 'HPE_INVALID_CONTENT_LENGTH'],
    ['a length and chunks', withHeaders('Content-Length: 5', 'Transfer-Encoding: chunked'), 'HPE_INVALID_TRANSFER_ENCODING'],
    ['chunks and a length', withHeaders('Transfer-Encoding: chunked', 'Content-Length: 5'), 'HPE_INVALID_TRANSFER_ENCODING'],
    ['chunks that are not last', withHeaders('Transfer-Encoding: chunked, gzip'), 'HPE_INVALID_TRANSFER_ENCODING'],
    ['chunks twice', withHeaders('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'), 'HPE_INVALID_TRANSFER_ENCODING'],
    ['a coding without a name', withHeaders('Transfer-Encoding: '), 'HPE_INVALID_TRANSFER_ENCODING'],
    ['a head without an end', `HTTP/1.1 200 OK\r\nA: ${huge}`, 'HPE_HEADER_OVERFLOW'],
    ['a head that is too long', withHeaders(`A: ${huge}`, 'Content-Length: 5'), 'HPE_HEADER_OVERFLOW'],
    ['a head of too many lines', withHeaders(...Array.from({ length: 4_000 }, () => 'A: b')), 'HPE_HEADER_OVERFLOW'],
    ['no size of a chunk', `${chunked}\r\n0\r\n\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a size in other digits', `${chunked}xyz\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a size with a sign', `${chunked}-5\r\nhello\r\n0\r\n\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a size beyond all numbers', `${chunked}${'f'.repeat(14)}\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a size with a space', `${chunked}5 \r\nhello\r\n0\r\n\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a size with a bare line feed', `${chunked}5\nhello\r\n0\r\n\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a size without an end', `${chunked}5;${'a'.repeat(5_000)}`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a chunk that is longer than it says', `${chunked}5\r\nhello!\r\n0\r\n\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a chunk that is too long to wait for its end', `${chunked}5\r\nhello! and`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a trailer that is none', `${chunked}0\r\nA b\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN'],
    ['trailers without an end', `${chunked}0\r\n${'A: b\r\n'.repeat(5_000)}`, 'HPE_HEADER_OVERFLOW'],
  ];

  test.each(broken)('%s', (_name, text, code) => {
    expect(() => readAnswer([text])).toThrow(expect.objectContaining({ code }));
  });

  test.each(broken)('%s, byte by byte', (_name, text, code) => {
    expect(() => readAnswer([...text])).toThrow(expect.objectContaining({ code }));
  });
});

test('what will never be an answer is not waited for, wherever it is cut', () => {
  for (const pieces of [
    ['HTTP/1.1 200 OK\r', 'A'],
    ['HTTP/1.1 200 OK\r\n', '\nA'],
    ['HTTP/1.1 200 OK', '\n'],
    ['HTT', 'X'],
  ]) {
    expect(() => readAnswer(pieces)).toThrow(expect.objectContaining({ code: expect.stringMatching(/CR_EXPECTED|CONSTANT/) }));
  }
});

test('no bytes whatever make the parser fail in another way than it says', () => {
  const pieces = fc.constantFrom(
    'HTTP/1.1 ',
    '200',
    ' OK',
    '\r\n',
    '\r',
    '\n',
    ':',
    'Content-Length: ',
    '5',
    'Transfer-Encoding: ',
    'chunked',
    ' ',
    '\0',
    'a',
    '\xff',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (texts) => {
      try {
        readAnswer(['HTTP/1.1 200 OK\r\n', ...texts]);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^HPE_/) });
      }
    }),
  );
});
