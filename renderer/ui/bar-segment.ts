/** A part of a segmented bar. */
export interface BarSegment {
  readonly kind: 'done' | 'moving' | 'paused' | 'waiting' | 'failed';
  /** 0 to 1, of the whole bar. */
  readonly share: number;
}
