/** The icon at one size. */
export interface IconPicture {
  readonly sizePixels: number;
  readonly png: Buffer;
}
