/** What the log of a server says about one round. */
export interface WireFindings {
  /** Each one is a broken promise, in words. */
  readonly violations: readonly string[];
  /** Body bytes that went over the wire. */
  readonly bytesSent: number;
  /** Of these, sent a second time, because they were in flight at a kill and the server had not kept them. */
  readonly bytesSentAgain: number;
  /**
   * Uploads for a request whose answer died with the process, by relative path: nobody knows their address, and the protocol has no
   * question with which to find them. No byte of a file may have gone there.
   */
  readonly lostAddresses: readonly string[];
}

export const noFindings: WireFindings = { violations: [], bytesSent: 0, bytesSentAgain: 0, lostAddresses: [] };
