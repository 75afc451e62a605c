/** An Electron that can be started, and why it is this one. */
export interface ResolvedElectron {
  readonly executablePath: string;
  readonly version: string;
  /** `fallback` is for starting and testing a checkout only; no release is ever made of it. */
  readonly kind: 'pinned' | 'fallback' | 'given';
  /** One sentence for the terminal. */
  readonly reason: string;
}
