/** What a person can do from a notification. Clicking it is always `show`. */
export type NoteAction = 'show' | 'retry-failed' | 'quit';

/** A notification before any system has it: plain text, without markup. */
export interface Note {
  /** Another one with the same id takes its place. */
  readonly noteId: string;
  readonly title: string;
  readonly body: string;
  /** Something failed or waits for a person. */
  readonly isUrgent: boolean;
  /** Those that have a button; not every system shows them. */
  readonly actions: readonly NoteAction[];
}

export interface Notifier {
  show(note: Note, onAction: (action: NoteAction) => void): void;
  /** Resolves once what was to be shown was handed to the system. */
  whenShown(): Promise<void>;
}
