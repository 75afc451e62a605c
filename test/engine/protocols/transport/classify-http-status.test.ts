import { describe, expect, it } from 'vitest';
import { classifyHttpStatus } from '../../../../electron/engine/protocols/transport/classify-http-status.ts';
import { answerOf } from './answer-of.ts';

const nowMs = Date.UTC(2026, 2, 4, 12);

const rows: readonly (readonly [status: number, code: string, failureClass: string])[] = [
  [200, 'unexpected-answer', 'transient'],
  [204, 'unexpected-answer', 'transient'],
  [301, 'redirect-refused', 'permanent'],
  [302, 'redirect-refused', 'permanent'],
  [303, 'redirect-refused', 'permanent'],
  [304, 'unexpected-answer', 'transient'],
  [307, 'redirect-refused', 'permanent'],
  [400, 'rejected', 'permanent'],
  [401, 'sign-in-refused', 'sign-in'],
  [402, 'rejected', 'permanent'],
  [403, 'not-allowed', 'permanent'],
  [404, 'not-found', 'permanent'],
  [405, 'method-refused', 'permanent'],
  [406, 'rejected', 'permanent'],
  [407, 'sign-in-refused', 'sign-in'],
  [408, 'timed-out', 'transient'],
  [409, 'rejected', 'permanent'],
  [410, 'not-found', 'permanent'],
  [411, 'rejected', 'permanent'],
  [412, 'rejected', 'permanent'],
  [413, 'too-large', 'permanent'],
  [414, 'name-refused', 'permanent'],
  [415, 'type-refused', 'permanent'],
  [416, 'rejected', 'permanent'],
  [417, 'rejected', 'permanent'],
  [418, 'rejected', 'permanent'],
  [421, 'rejected', 'permanent'],
  [422, 'rejected', 'permanent'],
  [423, 'upload-locked', 'transient'],
  [424, 'rejected', 'permanent'],
  [425, 'server-error', 'transient'],
  [426, 'rejected', 'permanent'],
  [429, 'too-many-requests', 'throttled'],
  [431, 'rejected', 'permanent'],
  [451, 'not-allowed', 'permanent'],
  [460, 'rejected', 'permanent'],
  [497, 'wrong-protocol', 'permanent'],
  [499, 'timed-out', 'transient'],
  [500, 'server-error', 'transient'],
  [501, 'method-refused', 'permanent'],
  [502, 'server-error', 'transient'],
  [503, 'server-busy', 'throttled'],
  [504, 'server-error', 'transient'],
  [505, 'wrong-protocol', 'permanent'],
  [507, 'destination-full', 'destination-full'],
  [508, 'server-error', 'transient'],
  [509, 'too-many-requests', 'throttled'],
  [511, 'offline', 'unreachable'],
  [520, 'server-error', 'transient'],
  [522, 'server-error', 'transient'],
  [529, 'server-busy', 'throttled'],
  [599, 'server-error', 'transient'],
  [700, 'unexpected-answer', 'transient'],
];

describe('classifyHttpStatus', () => {
  it.each(rows)('%i is %s, %s', (status, code, failureClass) => {
    const error = classifyHttpStatus(answerOf(status, {}, 'no room'), nowMs);
    expect([error.code, error.failureClass]).toEqual([code, failureClass]);
    expect(error.details).toEqual({ httpStatus: status, host: 'h.example', serverSaid: 'no room' });
    expect(error.retryAfterMs).toBeNull();
  });

  it('takes Retry-After in seconds and as a date', () => {
    expect(classifyHttpStatus(answerOf(503, { 'retry-after': '7' }), nowMs).retryAfterMs).toBe(7_000);
    expect(classifyHttpStatus(answerOf(429, { 'retry-after': 'Wed, 04 Mar 2026 12:00:09 GMT' }), nowMs).retryAfterMs).toBe(9_000);
  });

  it('reads a date by the clock of the server that wrote it', () => {
    const anHourAhead = { date: 'Wed, 04 Mar 2026 13:00:00 GMT', 'retry-after': 'Wed, 04 Mar 2026 13:00:20 GMT' };
    expect(classifyHttpStatus(answerOf(503, anHourAhead), nowMs).retryAfterMs).toBe(20_000);
    expect(classifyHttpStatus(answerOf(503, { ...anHourAhead, date: 'yesterday' }), nowMs).retryAfterMs).toBe(3_620_000);
  });

  it('says nothing for a server that says nothing', () => {
    expect(classifyHttpStatus(answerOf(500, {}, ' \n'), nowMs).details).toEqual({ httpStatus: 500, host: 'h.example' });
  });
});
