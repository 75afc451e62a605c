/** For the person at the terminal, once: the log cannot be written. Nothing else depends on it. */
export const logTroubleWords = {
  title: 'The log cannot be written',
  remedy: 'Uploads go on without it. Check the disk of the data directory.',
} as const;
