/** The CRCs that S3 compares (Amazon S3 User Guide, "Checking object integrity in Amazon S3"), in the order in which they are preferred. */
export const contentCrcs = ['crc64nvme', 'crc32c', 'crc32'] as const;
export type ContentCrc = (typeof contentCrcs)[number];

/** A CRC of some bytes. */
export interface Crc {
  readonly algorithm: ContentCrc;
  /** Base64 of its four or eight bytes, the highest first, as S3 writes it. */
  readonly base64: string;
}
