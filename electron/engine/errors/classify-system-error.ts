import type { ErrorCode, ErrorDetails } from '../../../shared/error-codes.ts';
import type { FailureClass } from './failure-class.ts';
import { UploadError } from './upload-error.ts';

type Verdict = ErrorCode | readonly [ErrorCode, FailureClass];

const networkVerdicts: Readonly<Record<string, Verdict>> = {
  ECONNREFUSED: 'connection-refused',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  EAI_NODATA: 'host-not-found',
  EAI_NONAME: 'host-not-found',
  EHOSTUNREACH: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'host-unreachable',
  ETIMEDOUT: 'timed-out',
  ESOCKETTIMEDOUT: 'timed-out',
  ECONNRESET: 'connection-lost',
  ECONNABORTED: 'connection-lost',
  ENETRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ENOTCONN: 'connection-lost',
  ERR_STREAM_PREMATURE_CLOSE: 'connection-lost',
  ERR_STREAM_DESTROYED: 'connection-lost',
  ERR_SOCKET_CLOSED: 'connection-lost',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'timed-out',
  // The answer broke off: it was HTTP until then.
  HPE_INVALID_EOF_STATE: 'connection-lost',
  HPE_CLOSED_CONNECTION: 'connection-lost',
  // It is HTTP, but broken: another try may meet another hop.
  HPE_INVALID_CHUNK_SIZE: 'unexpected-answer',
  HPE_INVALID_CONTENT_LENGTH: 'unexpected-answer',
  HPE_UNEXPECTED_CONTENT_LENGTH: 'unexpected-answer',
  HPE_INVALID_TRANSFER_ENCODING: 'unexpected-answer',
  HPE_INVALID_HEADER_TOKEN: 'unexpected-answer',
  HPE_HEADER_OVERFLOW: 'unexpected-answer',
  ERR_SSL_WRONG_VERSION_NUMBER: 'wrong-protocol',
  ERR_SSL_UNKNOWN_PROTOCOL: 'wrong-protocol',
  ERR_SSL_HTTP_REQUEST: 'wrong-protocol',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'wrong-protocol',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'certificate-refused',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'certificate-refused',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'certificate-refused',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'certificate-refused',
  // OpenSSL's word for a handshake that made no sense.
  EPROTO: 'wrong-protocol',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-refused',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-refused',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-refused',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-refused',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-refused',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'certificate-refused',
  INVALID_CA: 'certificate-refused',
  INVALID_PURPOSE: 'certificate-refused',
  HOSTNAME_MISMATCH: 'certificate-refused',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-refused',
};

const fileVerdicts: Readonly<Record<string, Verdict>> = {
  ENOENT: 'source-missing',
  ENOTDIR: 'source-missing',
  EACCES: 'source-unreadable',
  EPERM: 'source-unreadable',
  EIO: 'source-unreadable',
  ELOOP: 'source-unreadable',
  EBUSY: 'source-locked',
  ETXTBSY: 'source-locked',
  EISDIR: 'source-not-a-file',
  ENAMETOOLONG: 'path-too-long',
};

// Too many open handles, or no memory for a socket: our own side, and it passes without costing a file anything.
const exhausted = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);
const networkCalls = new Set(['connect', 'socket', 'read', 'write', 'getaddrinfo', 'shutdown']);

/**
 * The `UploadError` for what node threw (Node.js documentation, "Common system errors" and "OpenSSL error codes").
 * `details` are added as they are. Anything unknown becomes `internal`; an `UploadError` stays what it is.
 */
export function classifySystemError(error: unknown, details: ErrorDetails = {}): UploadError {
  if (error instanceof UploadError) return error;
  const { code, syscall } = factsOf(error);
  const verdict = verdictOf(code, syscall);
  const facts: ErrorDetails = code === '' ? details : { reason: code, ...details };
  if (typeof verdict === 'string') return new UploadError(verdict, { details: facts, cause: error });
  return new UploadError(verdict[0], { details: facts, failureClass: verdict[1], cause: error });
}

function verdictOf(code: string, syscall: string): Verdict {
  if (exhausted.has(code)) return 'machine-exhausted';
  // No answer to the first packet is a dead host and not a hiccup of this file.
  if (code === 'ETIMEDOUT' && syscall === 'connect') return ['timed-out', 'unreachable'];
  // A local firewall says no.
  if ((code === 'EACCES' || code === 'EPERM') && syscall === 'connect') return 'host-unreachable';
  const known = networkVerdicts[code] ?? (networkCalls.has(syscall) && syscall !== 'read' ? undefined : fileVerdicts[code]);
  if (known !== undefined) return known;
  if (code.startsWith('CERT_') || code.startsWith('CRL_') || code.startsWith('ERR_TLS_CERT_')) return 'certificate-refused';
  // Bad record, wrong MAC, alert in mid-stream.
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'connection-lost';
  // The parser met something that is no HTTP at all.
  if (code.startsWith('HPE_')) return 'wrong-protocol';
  if (networkCalls.has(syscall) && code !== '') return 'connection-lost';
  return 'internal';
}

/** Code and system call of an error; of the first one where Node tried several addresses and all failed. */
function factsOf(error: unknown): { readonly code: string; readonly syscall: string } {
  if (!(error instanceof Error)) return { code: '', syscall: '' };
  if (error instanceof AggregateError && error.errors.length > 0) return factsOf(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
  if (code === '' && error.cause instanceof Error) return factsOf(error.cause);
  return { code, syscall };
}
