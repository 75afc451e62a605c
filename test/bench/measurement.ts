/** What one whole client process used, from its start to its end. */
export interface Measurement {
  readonly wallSeconds: number;
  /** User and system together. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}
