import { describe, expect, it } from 'vitest';
import type { FailureClass } from '../../../../electron/engine/errors/failure-class.ts';
import { classifyS3Answer, s3RegionOf } from '../../../../electron/engine/protocols/s3/s3-error.ts';
import type { HttpAnswer } from '../../../../electron/engine/protocols/transport/http-answer.ts';
import type { ErrorCode } from '../../../../shared/error-codes.ts';

function answerOf(status: number, body: string, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: Buffer.from(body), url: new URL('https://s3.example/bucket/key') };
}

function documentOf(code: string, more = ''): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>It &amp; why.</Message>${more}</Error>`;
}

describe('an answer of S3', () => {
  it.each<[number, string, ErrorCode, FailureClass, string?]>([
    [403, 'InvalidAccessKeyId', 'sign-in-refused', 'sign-in', 'access-key'],
    [403, 'SignatureDoesNotMatch', 'sign-in-refused', 'sign-in', 'secret-key'],
    [400, 'ExpiredToken', 'sign-in-expired', 'sign-in'],
    [400, 'ExpiredTokenException', 'sign-in-expired', 'sign-in'],
    [403, 'AccessDenied', 'not-allowed', 'permanent', 'bucket'],
    [403, 'RequestTimeTooSkewed', 'clock-skew', 'sign-in'],
    [404, 'NoSuchBucket', 'bucket-missing', 'destination-wrong', 'bucket'],
    [301, 'PermanentRedirect', 'region-wrong', 'destination-wrong'],
    [400, 'AuthorizationHeaderMalformed', 'region-wrong', 'destination-wrong'],
    [503, 'SlowDown', 'server-busy', 'throttled'],
    [200, 'SlowDown', 'server-busy', 'throttled'],
    [200, 'InternalError', 'server-error', 'transient'],
    [400, 'RequestTimeout', 'timed-out', 'transient'],
    [403, 'QuotaExceeded', 'destination-full', 'destination-full', 'quota'],
    [507, 'InsufficientCapacity', 'destination-full', 'destination-full'],
    [400, 'EntityTooLarge', 'too-large', 'permanent'],
    [400, 'KeyTooLongError', 'name-refused', 'permanent'],
    [400, 'BadDigest', 'checksum-mismatch', 'transient'],
    [400, 'XAmzContentChecksumMismatch', 'checksum-mismatch', 'transient'],
    [404, 'NoSuchUpload', 'session-lost', 'transient'],
    [400, 'InvalidPart', 'session-lost', 'transient', 'InvalidPart'],
    [501, 'NotImplemented', 'method-refused', 'permanent'],
    [418, 'toString', 'rejected', 'permanent'],
  ])('%i %s is %s', (status, s3Code, code, failureClass, reason) => {
    const error = classifyS3Answer(answerOf(status, documentOf(s3Code)), 'bucket', 0);
    expect(error).toMatchObject({ code, failureClass, details: { httpStatus: status, serverSaid: 'It & why.', host: 's3.example' } });
    expect(error.details.reason).toBe(reason);
  });

  it('that is no document of S3 goes by its status', () => {
    expect(classifyS3Answer(answerOf(403, 'Forbidden'), 'bucket', 0)).toMatchObject({
      code: 'not-allowed',
      details: { serverSaid: 'Forbidden' },
    });
    expect(classifyS3Answer(answerOf(503, '', { 'retry-after': '7' }), 'bucket', 0)).toMatchObject({ retryAfterMs: 7_000 });
  });

  it('names the region in a header or in the document, and never anything else', () => {
    expect(s3RegionOf(answerOf(301, '', { 'x-amz-bucket-region': 'eu-central-1' }))).toBe('eu-central-1');
    expect(s3RegionOf(answerOf(400, documentOf('AuthorizationHeaderMalformed', '<Region>eu-west-3</Region>')))).toBe('eu-west-3');
    expect(s3RegionOf(answerOf(400, documentOf('AuthorizationHeaderMalformed', '<Region>evil.example/</Region>')))).toBeNull();
  });

  it('says of a redirect that is not its own where it leads, and not which bucket it was about', () => {
    const error = classifyS3Answer(answerOf(308, '', { location: 'https://elsewhere.example/in/?token=1' }), 'bucket', 0);
    expect(error).toMatchObject({ code: 'redirect-refused', details: { host: 'elsewhere.example', reason: 'https://elsewhere.example' } });
  });

  it('means the access key with a 401 that nothing explains', () => {
    const error = classifyS3Answer(answerOf(401, 'Who are you?'), 'bucket', 0);
    expect(error).toMatchObject({ code: 'sign-in-refused', failureClass: 'sign-in', details: { reason: 'access-key' } });
  });
});
