/** What one stage of the checks found. */
export interface StageResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Everything that was printed; shown when something failed. */
  readonly output: string;
  /** A word for the person although nothing failed, such as why tests were left out. */
  readonly note?: string;
}

export interface Stage {
  readonly name: string;
  run(): Promise<StageResult>;
}
