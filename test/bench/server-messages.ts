export const benchServerKinds = ['nginx', 'apache', 'tus', 'swift', 'sshd'] as const;
export type BenchServerKind = (typeof benchServerKinds)[number];

/** A file that a server stored, under the name that the client gave it. */
export interface StoredFile {
  /** With `/`; a tus server knows only the last part of what some clients send. */
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/** What the bench asks its server's process; one question at a time. */
export type ServerQuestion = 'files' | 'clear' | 'close';

export type ServerAnswer =
  | { readonly kind: 'started'; readonly url: string; readonly environment: Readonly<Record<string, string>> }
  | { readonly kind: 'files'; readonly files: readonly StoredFile[] }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly reason: string };
