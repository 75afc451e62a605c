import type { ProxyRoute } from '../../ports.ts';
import type { ContinueQuestion } from './continue-question.ts';

export interface HeaderParts {
  readonly headers: Readonly<Record<string, string>>;
  /** Given when the body is to be asked for. */
  readonly continueQuestion: ContinueQuestion | null;
  /** The proxy that passes the request on; null: none that sees it. */
  readonly viaProxy: ProxyRoute | null;
}

/** What goes out above a body: the request's own, the question whether it is wanted, and the sign-in at a proxy that passes it on. */
export function headersOf({ headers, continueQuestion, viaProxy }: HeaderParts): Readonly<Record<string, string>> {
  const authorization = viaProxy?.authorization ?? null;
  return {
    ...headers,
    ...(continueQuestion === null ? {} : { Expect: '100-continue' }),
    ...(authorization === null ? {} : { 'Proxy-Authorization': authorization }),
  };
}
