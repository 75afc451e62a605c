/** What pins a file: if any of these differs, it is another file and nothing of the two may be mixed. */
export interface Fingerprint {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch, with fractions where the file system has them. */
  readonly modifiedAtMs: number;
  /**
   * The inode's own change time, which no program can set back; milliseconds since the epoch. It also moves when only a name, a
   * right or a link of the file changes. Left out where nobody knows it: a queue of before, a file system without one.
   */
  readonly changedAtMs?: number;
  /** As text, because a 64-bit inode does not fit a number. */
  readonly inode: string;
  readonly device: string;
}

/** The beginning of a file as it was read for the destination: everything that an attempt may have sent lies within it. */
export interface ReadPrefix {
  /** Bytes. */
  readonly bytes: number;
  /** CRC-32 of them. */
  readonly crc: number;
}

/** What is known of a file after it was read. */
export interface SourcePin {
  readonly fingerprint: Fingerprint;
  /** null where no sum is kept: a file that is sent again sooner than it is proven, or one of which a part was read elsewhere. */
  readonly readPrefix: ReadPrefix | null;
}

/** An open file of one attempt. Closed by the runner, never by a protocol. */
export interface UploadSource {
  readonly path: string;
  readonly fingerprint: Fingerprint;
  /**
   * The bytes from `startByte` up to, not including, `endByte`, read from the file for this attempt and paced by the bandwidth
   * limit. Throws `source-short` when the file ends early. A protocol looks with `checkUnchanged` before it hands out the last bytes.
   * Each buffer belongs to the taker, who may give it back to the pool (`chunk-pool.ts`) when nobody reads it any more.
   */
  read(startByte: number, endByte: number, signal: AbortSignal): AsyncIterable<Buffer>;
  /** As `read`, for a look that sends nothing: the bandwidth limit does not hold it back, and nothing counts as sent. */
  peek(startByte: number, endByte: number, signal: AbortSignal): AsyncIterable<Buffer>;
  /** Throws `source-changed` or `source-missing` when path and fingerprint no longer agree. */
  checkUnchanged(): Promise<void>;
}
