/** A real server that speaks S3 on loopback, with one user and one empty bucket. */
export interface S3Server {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly bucket: string;
  /** For `--to`: `s3+http://127.0.0.1:PORT/BUCKET?region=…`. */
  readonly destinationUrl: string;
  /** The two keys, named as Gantry and the AWS tools want them in the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends every process of it at once and throws its data away. */
  close(): Promise<void>;
}
