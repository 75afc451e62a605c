/** As long as a person may say no to what comes after the queue. */
export const countdownMs = 15_000;
