import type { HttpFault, HttpFaultRule, ProxiedRequest } from '../../servers/http-fault.ts';
import type { Begin, Fate, Fault } from '../fault.ts';
import { arrives, fails, waits } from '../fault.ts';
import { ruleOf, toEverything, toTheBody } from '../rule-of.ts';

const mebibyte = 1024 * 1024;
/** Two parts of five, and one of two. */
const inParts = 12 * mebibyte;
const isPart = ({ path, contentLength }: ProxiedRequest): boolean => /[?&]partNumber=[1-9]/.test(path) && (contentLength ?? 0) > mebibyte;
const isEnd: HttpFaultRule = { method: 'POST', path: /[?&]uploadId=/, fault: { kind: 'reset' } };

/** An error of S3's as a document, whatever the status. */
function refusal(status: number, code: string, more = ''): HttpFault {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>Said by the test.</Message>${more}</Error>`;
  return { kind: 'answer', status, headers: { 'Content-Type': 'application/xml' }, body };
}

function toTheEnd(fault: HttpFault): Begin {
  return ({ http }, times) =>
    http.addRule(ruleOf({ method: 'POST', ...(isEnd.path === undefined ? {} : { path: isEnd.path }) }, fault, times));
}

function said(name: string, fault: HttpFault, fate: Fate): Fault {
  return { name, only: ['s3'], begin: toEverything(fault), staying: { usual: fate } };
}

const untilResume = (code: 'sign-in-refused' | 'sign-in-expired'): Fate => ({ kind: 'waits', reason: 'sign-in', code, after: 'resume' });

/** What only S3 says, and the steps that only S3 has. */
export const s3Faults: readonly Fault[] = [
  said('SlowDown', refusal(503, 'SlowDown'), waits('server-busy', 'server-busy')),
  said('InvalidAccessKeyId', refusal(403, 'InvalidAccessKeyId'), untilResume('sign-in-refused')),
  said('SignatureDoesNotMatch', refusal(403, 'SignatureDoesNotMatch'), untilResume('sign-in-refused')),
  said('ExpiredToken', refusal(400, 'ExpiredToken'), untilResume('sign-in-expired')),
  said('NoSuchBucket', refusal(404, 'NoSuchBucket'), waits('destination-wrong', 'bucket-missing')),
  said(
    'The bucket is in another region',
    refusal(301, 'PermanentRedirect', '<Region>eu-central-1</Region>'),
    waits('destination-wrong', 'region-wrong'),
  ),
  {
    name: 'AccessDenied to the file alone',
    only: ['s3'],
    begin: toTheBody(refusal(403, 'AccessDenied')),
    staying: { usual: fails('not-allowed') },
  },
  {
    name: 'QuotaExceeded',
    only: ['s3'],
    begin: toTheBody(refusal(403, 'QuotaExceeded')),
    staying: { usual: waits('destination-full', 'destination-full') },
  },
  {
    name: 'A reset in the middle of a part',
    note: 'After 1 MiB of it. The parts before it stay.',
    only: ['s3'],
    sizeBytes: inParts,
    begin: toTheBody({ kind: 'cut-request', afterBytes: mebibyte }, isPart),
    passesOnce: true,
    staying: { usual: fails('connection-lost') },
  },
  {
    name: 'The answer to a part is lost',
    only: ['s3'],
    sizeBytes: inParts,
    begin: toTheBody({ kind: 'lose-answer' }, isPart),
    passesOnce: true,
    staying: { usual: arrives },
  },
  {
    name: 'The end of the parts is answered with 200 and an error',
    note: 'As S3 does when it fails after it has begun to answer.',
    only: ['s3'],
    sizeBytes: inParts,
    begin: toTheEnd(refusal(200, 'InternalError')),
    passesOnce: true,
    staying: { usual: fails('server-error') },
  },
  {
    name: 'The answer to the end of the parts is lost',
    note: 'The upload is gone then, and the object is there.',
    only: ['s3'],
    sizeBytes: inParts,
    begin: toTheEnd({ kind: 'lose-answer' }),
    passesOnce: true,
    staying: null,
  },
  {
    name: 'The upload in parts is gone (NoSuchUpload)',
    note: 'As after a rule of the bucket that removes what is not ended.',
    only: ['s3'],
    sizeBytes: inParts,
    begin: ({ http }) => {
      let goneId: string | null = null;
      const isOfIt = ({ method, path }: ProxiedRequest): boolean => {
        const id = /[?&]uploadId=([^&]+)/.exec(path)?.[1] ?? null;
        if (method === 'POST') goneId ??= id;
        return id !== null && id === goneId;
      };
      return http.addRule({ when: isOfIt, fault: refusal(404, 'NoSuchUpload') });
    },
    passesOnce: true,
    passing: { usual: { ...arrives, startedOver: true } },
    staying: null,
  },
];
