import type { Credentials, Randomness } from '../../ports.ts';
import { authorizationOf } from '../transport/authorization.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { headerOf } from '../transport/http-answer.ts';
import type { SignableRequest } from '../transport/http-transport.ts';
import { digestAnswer, usableDigest } from './digest-answer.ts';
import type { Challenge } from './parse-challenges.ts';
import { parseChallenges } from './parse-challenges.ts';

/**
 * How a destination wants a name and a password: not at all until it asks, then as it asked, by digest rather than in the clear
 * (RFC 7616, RFC 7617). From then on every request carries it at once.
 */
export class DavSignIn {
  readonly #randomness: Randomness;
  #way: 'unasked' | 'basic' | Challenge = 'unasked';
  #count = 0;
  #version = 0;
  #hasWorked = false;

  constructor(randomness: Randomness) {
    this.#randomness = randomness;
  }

  /** Changes with everything that is learned. */
  get version(): number {
    return this.#version;
  }

  /** The headers that sign a request. */
  async authorize(request: SignableRequest, credentials: Credentials): Promise<Readonly<Record<string, string>>> {
    if (credentials.kind !== 'basic' || this.#way === 'basic') {
      const authorization = authorizationOf(credentials);
      return authorization === null ? {} : { Authorization: authorization };
    }
    if (this.#way === 'unasked') return {};
    this.#count += 1;
    const { user, password } = credentials;
    const { method, url } = request;
    const [uri, count, clientNonce] = [`${url.pathname}${url.search}`, this.#count, this.#randomness.uuid().replaceAll('-', '')];
    return { Authorization: digestAnswer(this.#way, { method, uri, user, password, count, clientNonce }) };
  }

  /**
   * Takes over what a 401 (or, before anything was asked, a 403) wants. False: that was tried, so name or password are wrong, or nothing
   * that we know is wanted. `version` is the one under which the refused request was made.
   */
  learn(refusal: HttpAnswer, version: number): boolean {
    if (version !== this.#version) return true;
    const challenges = parseChallenges(headerOf(refusal, 'www-authenticate') ?? '');
    const digest = usableDigest(challenges);
    if (digest !== null) {
      const isStale = digest.parameters['stale']?.toLowerCase() === 'true';
      // Some servers forget a nonce and do not say so: one that was good before earns another try.
      if (typeof this.#way !== 'string' && !isStale && !this.#hasWorked) return false;
      return this.#take(digest);
    }
    const isBasic = challenges.some(({ scheme }) => scheme === 'basic') || refusal.status === 403;
    return isBasic && this.#way !== 'basic' ? this.#take('basic') : false;
  }

  /** A request that was made under `version` was not refused. */
  worked(version: number): void {
    if (version === this.#version) this.#hasWorked = true;
  }

  #take(way: 'basic' | Challenge): true {
    this.#way = way;
    this.#count = 0;
    this.#hasWorked = false;
    this.#version += 1;
    return true;
  }
}
