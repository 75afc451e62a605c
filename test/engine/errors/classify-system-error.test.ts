import { describe, expect, it } from 'vitest';
import { classifySystemError } from '../../../electron/engine/errors/classify-system-error.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';

function systemError(code: string, syscall?: string): Error {
  return Object.assign(new Error(`${syscall ?? 'x'} ${code} secret words`), syscall === undefined ? { code } : { code, syscall });
}

const rows: readonly (readonly [code: string, syscall: string | undefined, expected: string, failureClass: string])[] = [
  ['ECONNREFUSED', 'connect', 'connection-refused', 'unreachable'],
  ['ENOTFOUND', 'getaddrinfo', 'host-not-found', 'unreachable'],
  ['EAI_AGAIN', 'getaddrinfo', 'host-not-found', 'unreachable'],
  ['EAI_NODATA', 'getaddrinfo', 'host-not-found', 'unreachable'],
  ['EAI_FAIL', 'getaddrinfo', 'connection-lost', 'transient'],
  ['EHOSTUNREACH', 'connect', 'host-unreachable', 'unreachable'],
  ['EHOSTDOWN', 'connect', 'host-unreachable', 'unreachable'],
  ['ENETUNREACH', 'connect', 'offline', 'unreachable'],
  ['ENETDOWN', 'connect', 'offline', 'unreachable'],
  ['EADDRNOTAVAIL', 'connect', 'host-unreachable', 'unreachable'],
  ['EACCES', 'connect', 'host-unreachable', 'unreachable'],
  ['EPERM', 'connect', 'host-unreachable', 'unreachable'],
  ['ETIMEDOUT', 'connect', 'timed-out', 'unreachable'],
  ['ETIMEDOUT', 'read', 'timed-out', 'transient'],
  ['ETIMEDOUT', 'write', 'timed-out', 'transient'],
  ['ERR_SOCKET_CONNECTION_TIMEOUT', undefined, 'timed-out', 'transient'],
  ['ECONNRESET', 'read', 'connection-lost', 'transient'],
  ['ECONNRESET', undefined, 'connection-lost', 'transient'],
  ['ECONNABORTED', 'write', 'connection-lost', 'transient'],
  ['ENETRESET', 'read', 'connection-lost', 'transient'],
  ['EPIPE', 'write', 'connection-lost', 'transient'],
  ['ENOTCONN', 'shutdown', 'connection-lost', 'transient'],
  ['ERR_STREAM_PREMATURE_CLOSE', undefined, 'connection-lost', 'transient'],
  ['ERR_STREAM_DESTROYED', undefined, 'connection-lost', 'transient'],
  ['ERR_SOCKET_CLOSED', undefined, 'connection-lost', 'transient'],
  ['EBADF', 'write', 'connection-lost', 'transient'],
  ['HPE_INVALID_CONSTANT', undefined, 'wrong-protocol', 'permanent'],
  ['HPE_INVALID_VERSION', undefined, 'wrong-protocol', 'permanent'],
  ['HPE_INVALID_STATUS', undefined, 'wrong-protocol', 'permanent'],
  ['HPE_INVALID_EOF_STATE', undefined, 'connection-lost', 'transient'],
  ['HPE_CLOSED_CONNECTION', undefined, 'connection-lost', 'transient'],
  ['HPE_INVALID_CHUNK_SIZE', undefined, 'unexpected-answer', 'transient'],
  ['HPE_INVALID_CONTENT_LENGTH', undefined, 'unexpected-answer', 'transient'],
  ['HPE_HEADER_OVERFLOW', undefined, 'unexpected-answer', 'transient'],
  ['EPROTO', 'write', 'wrong-protocol', 'permanent'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', undefined, 'wrong-protocol', 'permanent'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', undefined, 'wrong-protocol', 'permanent'],
  ['ERR_SSL_HTTP_REQUEST', undefined, 'wrong-protocol', 'permanent'],
  ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', undefined, 'connection-lost', 'transient'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', undefined, 'certificate-refused', 'sign-in'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, 'certificate-refused', 'sign-in'],
  ['SELF_SIGNED_CERT_IN_CHAIN', undefined, 'certificate-refused', 'sign-in'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', undefined, 'certificate-refused', 'sign-in'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', undefined, 'certificate-refused', 'sign-in'],
  ['CERT_HAS_EXPIRED', undefined, 'certificate-refused', 'sign-in'],
  ['CERT_NOT_YET_VALID', undefined, 'certificate-refused', 'sign-in'],
  ['CERT_REVOKED', undefined, 'certificate-refused', 'sign-in'],
  ['CERT_UNTRUSTED', undefined, 'certificate-refused', 'sign-in'],
  ['CRL_HAS_EXPIRED', undefined, 'certificate-refused', 'sign-in'],
  ['HOSTNAME_MISMATCH', undefined, 'certificate-refused', 'sign-in'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', undefined, 'certificate-refused', 'sign-in'],
  ['EMFILE', 'open', 'machine-exhausted', 'exhausted'],
  ['ENFILE', 'open', 'machine-exhausted', 'exhausted'],
  ['EMFILE', 'connect', 'machine-exhausted', 'exhausted'],
  ['ENOBUFS', 'write', 'machine-exhausted', 'exhausted'],
  ['ENOENT', 'open', 'source-missing', 'permanent'],
  ['ENOTDIR', 'open', 'source-missing', 'permanent'],
  ['EACCES', 'open', 'source-unreadable', 'permanent'],
  ['EPERM', 'open', 'source-unreadable', 'permanent'],
  ['EIO', 'read', 'source-unreadable', 'permanent'],
  ['ELOOP', 'open', 'source-unreadable', 'permanent'],
  ['EBUSY', 'open', 'source-locked', 'source-busy'],
  ['ETXTBSY', 'open', 'source-locked', 'source-busy'],
  ['EISDIR', 'read', 'source-not-a-file', 'permanent'],
  ['ENAMETOOLONG', 'open', 'path-too-long', 'permanent'],
  ['ESOMETHINGELSE', 'open', 'internal', 'permanent'],
  ['ESOMETHINGELSE', 'connect', 'connection-lost', 'transient'],
];

describe('classifySystemError', () => {
  it.each(rows)('%s of %s is %s, %s', (code, syscall, expected, failureClass) => {
    const error = classifySystemError(systemError(code, syscall), { host: 'h.example' });
    expect(error).toBeInstanceOf(UploadError);
    expect([error.code, error.failureClass]).toEqual([expected, failureClass]);
    expect(error.details).toEqual({ reason: code, host: 'h.example' });
    expect(JSON.stringify(error.toPlain())).not.toContain('secret words');
  });

  it('leaves an UploadError as it is', () => {
    const error = new UploadError('stalled');
    expect(classifySystemError(error, { host: 'x' })).toBe(error);
  });

  it('takes the first of the addresses that all failed', () => {
    const error = Object.assign(new AggregateError([systemError('ECONNREFUSED', 'connect'), systemError('ENETUNREACH', 'connect')]), {
      code: 'ECONNREFUSED',
    });
    expect(classifySystemError(error).code).toBe('connection-refused');
  });

  it('looks for the cause of an error without a code', () => {
    expect(classifySystemError(new Error('fetch failed', { cause: systemError('EPIPE', 'write') })).code).toBe('connection-lost');
  });

  it.each([undefined, null, 'text', 42, new TypeError('bug'), {}])('calls %s internal', (thrown) => {
    const error = classifySystemError(thrown);
    expect([error.code, error.cause]).toEqual(['internal', thrown]);
  });
});
