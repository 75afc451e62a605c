import { mutateBytes } from './mutate-bytes.ts';
import type { RawRequest } from './raw-server.ts';
import type { SeededRandom } from './seeded-random.ts';

const statuses = [
  '200 OK',
  '201 Created',
  '204 No Content',
  '200',
  '206 Partial',
  '301 Moved',
  '302 Found',
  '303 See',
  '304 Not',
  '307 Temporary',
  '308 Permanent',
  '400 Bad',
  '401 Who',
  '403 No',
  '404 Not Found',
  '405 Method',
  '409 Conflict',
  '410 Gone',
  '412 Failed',
  '413 Large',
  '417 No',
  '423 Locked',
  '429 Slow',
  '460 Sum',
  '500 Oh',
  '501 Not',
  '503 Busy',
  '507 Full',
  '100 Continue',
  '101 Switching',
  '102 Processing',
  '000 Zero',
  '999 Odd',
  '-1 Less',
  '20 Short',
];

/** The bytes of an answer as no server should give it, of a server that might even mean well. */
export function oddAnswer(request: RawRequest, size: number, trapOrigin: string, random: SeededRandom): Buffer | null {
  if (random.oneIn(25)) return null;
  if (random.oneIn(40)) return random.bytes(random.below(400));
  if (random.oneIn(60))
    return Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nTus-Resumable: 1.0.0\r\n\r\n'), Buffer.alloc(24 * 1024 * 1024, 'x')]);
  const number = (): string =>
    random.pick([
      String(size),
      String(size),
      '0',
      '1',
      String(size + 1),
      '-1',
      '1e3',
      '0x10',
      '99999999999999999999',
      'NaN',
      '',
      `${size}, ${size}`,
      ' ',
      '5;5',
    ]);
  const place = (): string =>
    random.pick([
      '/files/1',
      '/files/1',
      '1',
      '',
      '//evil.test/1',
      `${trapOrigin}/files/1`,
      'http://[',
      '/files/%zz',
      '/\u00e9',
      `/${'a'.repeat(3_000)}`,
      '?x',
      '#',
      'javascript:1',
      '/login',
    ]);
  const when = (): string =>
    random.pick([
      '0',
      '1',
      '-5',
      '99999999999',
      'Wed, 21 Oct 2015 07:28:00 GMT',
      'Wed, 31 Feb 2099 07:28:00 GMT',
      'soon',
      '1.5',
      '\u0000',
      new Date(8.64e15).toUTCString(),
    ]);
  const headers: string[] = [];
  const maybe = (name: string, value: () => string, times: number): void => {
    if (random.oneIn(times)) headers.push(`${name}: ${value()}`);
    if (random.oneIn(times * 8)) headers.push(`${name}: ${value()}`);
  };
  if (!random.oneIn(5)) headers.push(`Tus-Resumable: ${random.oneIn(6) ? number() : '1.0.0'}`);
  maybe('Tus-Version', () => random.pick(['1.0.0', '', '0.2', ',,1.0.0,']), 3);
  maybe('Tus-Extension', () => random.pick(['creation', 'creation-with-upload,termination', ',', '\u00ff']), 2);
  maybe('Tus-Max-Size', number, 6);
  maybe('Upload-Offset', number, 2);
  maybe('Upload-Length', number, 4);
  maybe('Upload-Metadata', () => random.pick(['', 'uploadId b3Vycw==', 'uploadId dGhlaXJz', ',,,', 'uploadId ~~~', 'a b c d']), 6);
  maybe('Upload-Expires', when, 6);
  maybe('Location', place, 2);
  maybe('Retry-After', when, 4);
  maybe('Gantry-Location', () => random.pick(['a/b', '%', '%ff', '..%2f']), 8);
  maybe('Gantry-Conflict', () => 'exists', 12);
  maybe('ETag', () => random.pick(['"a"', 'W/"a"', 'a', '"', '"\u00e4"']), 5);
  maybe('Content-Type', () => random.pick(['text/html', 'text/plain', ';', '']), 4);
  const body = random.oneIn(3)
    ? random.bytes(random.below(3_000))
    : Buffer.from(random.pick(['', 'no', '<html><script>', '{"a":', '\ufeff']));
  // A HEAD must announce what a GET would send, so its length is the file's, or odd.
  const length = request.method === 'HEAD' ? number() : random.oneIn(6) ? number() : String(body.length);
  if (random.oneIn(8)) headers.push('Transfer-Encoding: chunked');
  else if (!random.oneIn(10)) headers.push(`Content-Length: ${length}`);
  if (random.oneIn(30)) headers.push(...Array.from({ length: 3_000 }, (_, index) => `X-${index}: y`));
  if (random.oneIn(15)) headers.push(`Connection: ${random.pick(['close', 'keep-alive', 'upgrade', ''])}`);
  const early = random.oneIn(12) ? 'HTTP/1.1 100 Continue\r\n\r\n' : '';
  const head = `${early}HTTP/1.1 ${random.pick(statuses)}\r\n${headers.join('\r\n')}\r\n\r\n`;
  const whole = Buffer.concat([Buffer.from(head, 'latin1'), request.method === 'HEAD' ? Buffer.alloc(0) : body]);
  if (random.oneIn(4)) return mutateBytes(whole, random, 4);
  return random.oneIn(10) ? whole.subarray(0, random.below(whole.length)) : whole;
}

/** A sensible answer, so that transfers get far enough to meet odd ones late. */
export function sensibleAnswer(request: RawRequest, size: number): Buffer {
  const head = (status: string, ...headers: string[]): Buffer =>
    Buffer.from(`HTTP/1.1 ${status}\r\nTus-Resumable: 1.0.0\r\nContent-Length: 0\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`);
  switch (request.method) {
    case 'OPTIONS':
      return head('200 OK', 'Tus-Version: 1.0.0', 'Tus-Extension: creation,termination');
    case 'POST':
      return head('201 Created', 'Location: /files/1');
    case 'PATCH':
      return head('204 No Content', `Upload-Offset: ${size}`);
    case 'HEAD':
      return Buffer.from('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
    default:
      return head('204 No Content');
  }
}
