import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import { plainTextOf } from '../transport/plain-text.ts';
import type { SignIn } from './sign-in.ts';

/** Disconnect reasons of a server (RFC 4253, §11.1). */
const notAllowedToConnect = 1;
const noMoreWaysToSignIn = 14;
const tooManyConnections = 12;

/** What was known when a connection ended. */
export interface ConnectionFacts {
  readonly host: string;
  /** The server has said that it speaks SSH. */
  readonly isSsh: boolean;
  /** It said something else. */
  readonly saidSomethingElse: boolean;
  readonly isSignedIn: boolean;
  readonly signIn: SignIn;
}

/** The `UploadError` for what the SSH library, the socket or the server's last words say; null: it was merely closed. */
export function classifySshError(error: unknown, facts: ConnectionFacts): UploadError {
  const { host, isSsh, saidSomethingElse, isSignedIn, signIn } = facts;
  if (error instanceof UploadError) return error;
  const level = error instanceof Error && 'level' in error ? String(error.level) : '';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const said = error instanceof Error ? error.message : '';
  if (saidSomethingElse && !isSsh) return new UploadError('wrong-protocol', { details: { host, reason: 'not-ssh' }, cause: error });
  if (level === 'client-authentication') return signIn.refusal(error);
  if (typeof code === 'string') return classifySystemError(error, { host });
  if (level === 'handshake') {
    return new UploadError('protocol-version', {
      details: { host, reason: 'no-common-algorithm', serverSaid: plainTextOf(said) },
      cause: error,
    });
  }
  if (typeof code === 'number' && isSsh && !isSignedIn) {
    if (code === noMoreWaysToSignIn || /too many authentication/i.test(said)) return signIn.refusal(error);
    if (code === tooManyConnections || code === notAllowedToConnect) {
      return new UploadError('server-busy', { details: { host, serverSaid: plainTextOf(said) }, cause: error });
    }
  }
  return new UploadError('connection-lost', { details: { host }, cause: error });
}
