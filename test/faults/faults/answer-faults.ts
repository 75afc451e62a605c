import type { HttpFault } from '../../servers/http-fault.ts';
import type { Fault } from '../fault.ts';
import { arrives, arrivesEverywhere, fails } from '../fault.ts';
import { ruleOf, toEverything, toTheBody } from '../rule-of.ts';

const signInPage = '<!doctype html><title>Welcome</title><form action="/login"><input name="u"><input type="password" name="p"></form>';
const page = '<!doctype html><title>Welcome</title><p>Have a nice day.</p>';
const changed = (headers: Readonly<Record<string, string>>): HttpFault => ({ kind: 'change-answer', headers: () => headers });
const html = (body: string): HttpFault => ({ kind: 'answer', status: 200, headers: { 'Content-Type': 'text/html' }, body });

/** Answers that are not what they should be. */
export const answerFaults: readonly Fault[] = [
  {
    name: 'An answer that is cut',
    begin: toTheBody({ kind: 'cut-answer' }),
    passesOnce: true,
    staying: { usual: arrives, but: { post: fails('connection-lost') } },
  },
  {
    name: 'An empty answer',
    note: '200 without anything, and nothing was stored. To a form that is a success: it has no other.',
    begin: toTheBody({ kind: 'answer', status: 200 }),
    passesOnce: true,
    only: ['tus', 'put'],
    passing: { usual: arrives, but: { put: fails('wrong-protocol') } },
    staying: { usual: fails('unexpected-answer'), but: { put: fails('wrong-protocol') } },
  },
  {
    name: 'A sign-in page for everything',
    note: 'As the network of a hotel answers.',
    begin: toEverything(html(signInPage)),
    staying: {
      usual: fails('wrong-protocol'),
      but: { post: { kind: 'waits', reason: 'sign-in', code: 'sign-in-refused', after: 'resume' } },
    },
  },
  {
    name: 'Another web page for everything',
    note: 'A form that is answered with 200 and any page counts as taken: most of them answer so.',
    only: ['tus', 'put'],
    begin: toEverything(html(page)),
    staying: { usual: fails('wrong-protocol') },
  },
  {
    name: 'A wrong length of the answer',
    note: 'It announces more than comes, and the connection stays open.',
    begin: toTheBody((scene) => ({ kind: 'change-answer', headers: () => lengthOf(scene.protocol.kind) })),
    passesOnce: true,
    staying: { usual: arrives, but: { post: fails('stalled') } },
  },
  {
    name: 'A wrong size of what was stored',
    note: 'HEAD says another Content-Length than the file has.',
    only: ['put'],
    begin: ({ http }, times) =>
      http.addRule(ruleOf({ method: 'HEAD', when: isAfterPut(http) }, changed({ 'Content-Length': '1234' }), times)),
    passesOnce: true,
    staying: { usual: fails('size-mismatch') },
  },
  ...(
    [
      ['beyond the file', '99999999999'],
      ['less than before', '0'],
      ['negative', '-5'],
      ['garbage', 'many'],
    ] as const
  ).map(
    ([words, offset]): Fault => ({
      name: `A wrong offset after the body: ${words}`,
      only: ['tus'],
      begin: toTheBody(changed({ 'Upload-Offset': offset })),
      passesOnce: true,
      staying: { usual: arrives },
    }),
  ),
  ...(
    [
      ['beyond the file', '99999999999'],
      ['garbage', 'many'],
    ] as const
  ).map(
    ([words, offset]): Fault => ({
      name: `A wrong offset to the question what is there: ${words}`,
      note: 'After a cut in the middle.',
      only: ['tus'],
      begin: ({ http }, times) => {
        const half: HttpFault = { kind: 'cut-request', afterBytes: ({ contentLength }) => Math.floor((contentLength ?? 0) / 2) };
        http.addRule(ruleOf({ method: 'PATCH' }, half, 1));
        return http.addRule(ruleOf({ method: 'HEAD' }, changed({ 'Upload-Offset': offset }), times));
      },
      passesOnce: true,
      staying: { usual: fails('unexpected-answer') },
    }),
  ),
  {
    name: 'A wrong ETag',
    note: 'An ETag names a version and is no checksum (RFC 9110 §8.8.3), also where it looks like an MD5. The size is compared, and the row says so: never “Verified”.',
    begin: toTheBody(changed({ ETag: '"00000000000000000000000000000000"' })),
    passesOnce: true,
    staying: arrivesEverywhere,
  },
];

/** A body of 204 has no length, so there it is the status line that never ends. */
function lengthOf(kind: string): Readonly<Record<string, string>> {
  return kind === 'tus' ? { 'Content-Length': '1000', 'Upload-Offset': '' } : { 'Content-Length': '1000' };
}

function isAfterPut(http: { requests(): readonly { readonly method: string }[] }): () => boolean {
  return () => http.requests().some(({ method }) => method === 'PUT');
}
