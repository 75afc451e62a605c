/**
 * What a program asked the disk to do, one after the other, and what it told people meanwhile.
 * Paths are relative to the recorded folder, `''` is that folder; `file` tells apart the files that had one name after the other.
 */
export type RecordedOperation =
  | { readonly kind: 'create'; readonly path: string; readonly file: number }
  | { readonly kind: 'make-directory'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly file: number }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly newPath: string; readonly file: number }
  | { readonly kind: 'write'; readonly path: string; readonly file: number; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly file: number; readonly sizeBytes: number }
  /** Covers what came before its begin, and only once its end was reached. `file` is null for a folder. */
  | { readonly kind: 'sync-begin'; readonly path: string; readonly file: number | null; readonly syncId: string }
  | { readonly kind: 'sync-end'; readonly path: string; readonly file: number | null; readonly syncId: string }
  /** The program of that name said this on its stdout, or on a socket. */
  | { readonly kind: 'mark'; readonly program: string; readonly channel: number; readonly text: string };
