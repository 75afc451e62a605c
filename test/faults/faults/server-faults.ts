import { expect } from 'vitest';
import type { HttpFault, ProxiedRequest } from '../../servers/http-fault.ts';
import type { Fault } from '../fault.ts';
import { arrives, arrivesEverywhere, fails } from '../fault.ts';
import { ruleOf, toEverything } from '../rule-of.ts';

const mebibyte = 1024 * 1024;
const hour = 60 * 60_000;
const halfway: HttpFault = { kind: 'cut-request', afterBytes: ({ contentLength }) => Math.floor((contentLength ?? 0) / 2) };
const startedOver = { usual: arrives, but: { tus: { ...arrives, startedOver: true } } } as const;

/** What the server, or a hop before it, is or has become. */
export const serverFaults: readonly Fault[] = [
  {
    name: 'A proxy that takes bodies up to a limit (413)',
    note: 'tus sends parts that fit, and the size is remembered for that host. One PUT and one form are one body each.',
    begin: toEverything({ kind: 'limit', limitBytes: mebibyte }),
    staying: { usual: fails('too-large'), but: { tus: arrives } },
  },
  {
    name: 'The server is restarted and empty',
    note: 'In the middle of the file. tus begins anew once, and the row says “Started over”.',
    begin: async ({ http, tcp, server, protocol, clock }) => {
      const removeRule = http.addRule(ruleOf({ method: protocol.bodyMethod }, halfway, 1));
      const isCut = () => http.requests().some(({ fault, isOver }) => fault === 'cut-request' && isOver);
      const restart = async (): Promise<void> => {
        await clock.until('the file is cut', isCut, hour);
        await tcp.set({ mode: 'refuse' });
        await clock.pass(1_000);
        await server.empty();
        await tcp.set({ mode: 'pass' });
      };
      const restarted = restart();
      return async () => {
        await restarted;
        removeRule();
      };
    },
    passesOnce: true,
    passing: startedOver,
    staying: null,
  },
  {
    name: 'The upload session has expired (410)',
    note: 'What it had is left to the server, which has forgotten its address.',
    only: ['tus'],
    begin: ({ http, server }) => {
      http.addRule(ruleOf({ method: 'PATCH' }, halfway, 1));
      let isGone = false;
      return http.addRule({
        method: 'HEAD',
        when: () => {
          if (!isGone) void server.empty();
          isGone = true;
          return true;
        },
        times: 1,
        fault: { kind: 'answer', status: 410 },
      });
    },
    passesOnce: true,
    passing: startedOver,
    staying: null,
  },
  ...[1, -1].map(
    (hours): Fault => ({
      name: `The server's clock is an hour ${hours > 0 ? 'ahead' : 'behind'}`,
      note: 'It says 429 with Retry-After as a date twenty seconds from its own time: twenty seconds are waited.',
      // There every signature holds a time, and what is changed on the way is not the clock by which the server judges it.
      beginFor: { s3: null },
      begin: ({ http, clock, protocol }, times) => {
        const date = (afterMs: number): string => new Date(clock.now() + hours * hour + afterMs).toUTCString();
        let toldAt = Number.POSITIVE_INFINITY;
        let waitedMs = 0;
        const headers = (): Readonly<Record<string, string>> => {
          toldAt = clock.now();
          return { Date: date(0), 'Retry-After': date(20_000) };
        };
        http.addRule(ruleOf({ method: protocol.bodyMethod }, { kind: 'answer', status: 429, headers }, 1));
        const answered = ({ method }: ProxiedRequest): Readonly<Record<string, string>> => {
          if (method === protocol.bodyMethod) waitedMs = clock.now() - toldAt;
          return { Date: date(0) };
        };
        const removeRule = http.addRule(ruleOf({}, { kind: 'change-answer', headers: answered }, times));
        return () => {
          removeRule();
          // A header counts whole seconds, and cuts off what is beyond.
          expect(waitedMs).toBeGreaterThanOrEqual(19_000);
          expect(waitedMs).toBeLessThan(5 * 60_000);
        };
      },
      staying: arrivesEverywhere,
    }),
  ),
];
