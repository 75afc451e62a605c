/** A bucket, and where in it a receiver puts what it receives. */
export interface ObjectStoreAddress {
  /** `http://host:port` or `https://host`. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Empty, or ending with a slash. */
  readonly prefix: string;
  readonly region: string;
  /** The bucket is the first part of the path, and not of the host's name. */
  readonly isPathStyle: boolean;
  /** Of the parts of large files, as far as 10,000 of them are enough. */
  readonly partSizeBytes: number;
  readonly keys: ObjectStoreKeys;
}

export interface ObjectStoreKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}
