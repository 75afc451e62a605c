/** What was so when the process was about to end. */
export interface ProcessEnd {
  /** Every checkpoint is on disk and the queue is closed. */
  readonly isWrittenDown: boolean;
  /** Nothing was on its way when it was asked to end, and it ends because somebody wants it to. */
  readonly wasIdle: boolean;
  /** Somebody has opened Gantry again meanwhile. */
  isWantedAgain(): boolean;
}
