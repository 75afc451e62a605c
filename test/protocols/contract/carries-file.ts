import type { ProxiedRequest } from '../../servers/http-fault.ts';

/** A request with more than the few bytes by which some protocols begin a file or try what a server can do. */
export function carriesFile({ contentLength }: ProxiedRequest): boolean {
  return contentLength === null || contentLength > 64 * 1024;
}
