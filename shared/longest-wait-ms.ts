/** Nothing waits longer by itself, in milliseconds: no backoff is longer, and no Retry-After is heeded for longer. What is further off, a wrong clock wrote. */
export const longestWaitMs = 24 * 60 * 60_000;
