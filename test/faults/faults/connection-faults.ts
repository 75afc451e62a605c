import type { ProxiedRequest } from '../../servers/http-fault.ts';
import type { Fault } from '../fault.ts';
import { arrives, arrivesEverywhere, fails, waits } from '../fault.ts';
import { onTheLine } from '../on-the-line.ts';
import { inOneTry, toTheBody } from '../rule-of.ts';

const mebibyte = 1024 * 1024;
const isLong = ({ contentLength }: ProxiedRequest): boolean => (contentLength ?? 0) > mebibyte;

/** Connections that are not made, break or fall silent. */
export const connectionFaults: readonly Fault[] = [
  {
    name: 'Connection refused',
    isOfTheLine: true,
    begin: async ({ tcp }) => {
      await tcp.set({ mode: 'refuse' });
      tcp.killConnections();
      return () => tcp.set({ mode: 'pass' });
    },
    staying: { usual: waits('destination-unreachable', 'connection-refused') },
  },
  {
    name: 'Reset at byte 0',
    isOfTheLine: true,
    note: 'Every connection is taken and reset at once.',
    begin: async ({ tcp }) => {
      await tcp.set({ mode: 'reset' });
      return () => tcp.set({ mode: 'pass' });
    },
    staying: { usual: waits('server-busy', 'connection-lost') },
  },
  {
    name: 'Reset in the middle of the body',
    note: 'After 1 MiB of every request that is longer.',
    begin: toTheBody({ kind: 'cut-request', afterBytes: mebibyte }, isLong),
    beginFor: { sftp: onTheLine({ cutAfterBytes: mebibyte }, { cutAfterBytes: 0 }) },
    passesOnce: true,
    staying: { usual: fails('connection-lost'), but: { tus: arrives, sftp: arrives } },
  },
  {
    name: 'Reset at the last byte',
    begin: toTheBody({ kind: 'cut-request', afterBytes: ({ contentLength }) => Math.max(0, (contentLength ?? 0) - 1) }),
    passesOnce: true,
    staying: { usual: fails('connection-lost') },
  },
  {
    name: 'Reset before the answer',
    note: 'The server has all of it, and its answer is lost. A form cannot be asked what it has, so it is sent again, under the same name.',
    begin: toTheBody({ kind: 'lose-answer' }),
    passesOnce: true,
    staying: { usual: arrives, but: { post: fails('connection-lost') } },
  },
  {
    name: 'Silence in the middle of the body',
    note: 'After 1 MiB of every request that is longer.',
    begin: toTheBody({ kind: 'stall-request', afterBytes: mebibyte }, isLong),
    beginFor: { sftp: onTheLine({ silentAfterBytes: mebibyte }, { silentAfterBytes: 0 }) },
    passesOnce: true,
    staying: { usual: fails('stalled'), but: { tus: arrives, sftp: arrives } },
  },
  {
    name: 'Silence on the whole line',
    isOfTheLine: true,
    note: 'Connections are made, and no byte moves in either direction.',
    begin: async ({ tcp }) => {
      await tcp.set({ mode: 'silent' });
      return async () => {
        tcp.killConnections();
        await tcp.set({ mode: 'pass' });
      };
    },
    staying: { usual: waits('destination-unreachable', 'timed-out') },
  },
  {
    name: 'Silence instead of the answer',
    begin: toTheBody({ kind: 'stall-answer' }),
    passesOnce: true,
    staying: { usual: arrives, but: { post: fails('stalled') } },
  },
  {
    name: 'A slow server',
    note: 'It reads 64 KiB every eight seconds. Slow is not failed.',
    begin: inOneTry(toTheBody(({ clock }) => ({ kind: 'drip-request', pace: () => clock.pass(8_000) }))),
    staying: arrivesEverywhere,
  },
  {
    name: 'An answer that drips',
    note: 'Eight bytes every twenty seconds.',
    begin: inOneTry(toTheBody(({ clock }) => ({ kind: 'drip-answer', stepBytes: 8, pace: () => clock.pass(20_000) }))),
    staying: arrivesEverywhere,
  },
];
