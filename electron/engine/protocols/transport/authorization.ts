import { Buffer } from 'node:buffer';
import { UploadError } from '../../errors/upload-error.ts';
import type { Credentials } from '../../ports.ts';

/** The headers that sign in: `Authorization`, or the bare token in the header that the destination names for it. */
export function authorizationHeaders(credentials: Credentials, tokenHeader: string | null): Readonly<Record<string, string>> {
  const authorization = authorizationOf(credentials);
  if (authorization === null) return {};
  return tokenHeader !== null && credentials.kind === 'bearer'
    ? { [tokenHeader]: credentials.token.trim() }
    : { Authorization: authorization };
}

/**
 * The value of the Authorization header (RFC 7617, RFC 6750), null where there is none to send.
 * Throws `sign-in-refused` for a token that no header can carry.
 */
export function authorizationOf(credentials: Credentials): string | null {
  switch (credentials.kind) {
    case 'none':
    // These sign each request in a way of their own.
    case 'aws':
    case 'ssh':
      return null;
    case 'basic':
      return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64')}`;
    case 'bearer': {
      const token = credentials.token.trim();
      if (!/^[\x21-\x7e]+$/.test(token)) throw new UploadError('sign-in-refused', { details: { reason: 'token-characters' } });
      return `Bearer ${token}`;
    }
  }
}
