import type { ErrorCode } from '../../../shared/error-codes.ts';
import type { Fate, Fault } from '../fault.ts';
import { fails, waits } from '../fault.ts';
import { toEverything, toTheBody } from '../rule-of.ts';

/** Answers with a status of trouble: to everything, and to the file alone while the server says it is well. */
export const statusFaults: readonly Fault[] = [
  ...[
    { name: '408 (request timed out)', status: 408, code: 'timed-out' },
    { name: '423 (locked)', status: 423, code: 'upload-locked' },
    { name: '425 (too early)', status: 425, code: 'server-error', isLikeAnother: true },
    { name: '500', status: 500, code: 'server-error' },
    { name: '502', status: 502, code: 'server-error', isLikeAnother: true },
    { name: '503', status: 503, code: 'server-busy' },
    { name: '504', status: 504, code: 'server-error', isLikeAnother: true },
  ].flatMap(({ name, status, code, isLikeAnother = false }) => [
    { ...outage(`${name} to everything`, { status }, waits('server-busy', code as ErrorCode)), isLikeAnother },
    { ...forTheFile(`${name} to the file alone`, { status }, fails(code as ErrorCode)), isLikeAnother },
  ]),
  {
    ...outage(
      '429 with Retry-After in seconds',
      { status: 429, headers: { 'Retry-After': '60' } },
      waits('server-busy', 'too-many-requests'),
    ),
    mostRequests: 25,
  },
  {
    name: '429 with Retry-After as a date',
    begin: toEverything(({ clock }) => ({
      kind: 'answer',
      status: 429,
      headers: () => ({ Date: new Date(clock.now()).toUTCString(), 'Retry-After': new Date(clock.now() + 60_000).toUTCString() }),
    })),
    staying: { usual: waits('server-busy', 'too-many-requests') },
    mostRequests: 25,
  },
  {
    ...outage('503 with Retry-After', { status: 503, headers: { 'Retry-After': '120' } }, waits('server-busy', 'server-busy')),
    mostRequests: 15,
  },
  outage('507 (no room)', { status: 507 }, waits('destination-full', 'destination-full')),
  forTheFile('507 to the file alone', { status: 507 }, waits('destination-full', 'destination-full')),
  {
    ...outage('401', { status: 401 }, { kind: 'waits', reason: 'sign-in', code: 'sign-in-refused', after: 'resume' }),
    note: 'Nobody is asked again and again with a sign-in that was refused: after it is renewed, Resume goes on.',
  },
  outage('403', { status: 403 }, fails('not-allowed')),
];

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function outage(name: string, answer: Answer, fate: Fate): Fault {
  return { name, begin: toEverything({ kind: 'answer', ...answer }), staying: { usual: fate } };
}

function forTheFile(name: string, answer: Answer, fate: Fate): Fault {
  // A lock is looked at every five seconds at most, since it passes by itself.
  return { name, begin: toTheBody({ kind: 'answer', ...answer }), passesOnce: true, staying: { usual: fate }, mostRequests: 100 };
}
