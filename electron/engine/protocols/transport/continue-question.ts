const smallestQuestionBytes = 1024 * 1024;

/**
 * When to ask with `Expect: 100-continue` before a body goes out (RFC 9110 §10.1.1).
 *
 * The question costs a round trip, which matters for thousands of files, and saves a whole body where the answer is no: a
 * refused sign-in, a body over a proxy's limit. So it is asked for large bodies only, only while this destination has not
 * taken one of about that size, and no more once a server has left it unanswered.
 */
export class ContinueQuestion {
  #largestTakenBytes = 0;
  #isIgnored = false;

  shouldAsk(bodyBytes: number): boolean {
    return !this.#isIgnored && bodyBytes > smallestQuestionBytes && bodyBytes > 2 * this.#largestTakenBytes;
  }

  /** A body of that size was answered with success. */
  taken(bodyBytes: number): void {
    this.#largestTakenBytes = Math.max(this.#largestTakenBytes, bodyBytes);
  }

  /** A body was refused: the next one is asked for again. */
  refused(): void {
    this.#largestTakenBytes = 0;
  }

  /** No answer in time, or 417: this server does not know the question. */
  ignored(): void {
    this.#isIgnored = true;
  }
}
