import type { ImportSource } from '../../shared/importable.ts';
import type { ConflictPolicy, UploadStatus } from '../../shared/upload.ts';
import type { Afterwards, WatchRules } from '../../shared/watched-folder.ts';

export const commandNames = [
  'upload',
  'resume',
  'retry',
  'cancel',
  'status',
  'files',
  'attempts',
  'link',
  'diagnostics',
  'serve',
  'destinations',
  'settings',
  'watch',
  'mcp',
] as const;
export type CommandName = (typeof commandNames)[number];

/** What all commands that move bytes take. */
export interface RunOptions {
  /** Files at a time; null: the engine's own choice. */
  readonly concurrency: number | null;
  /** Bytes per second; null: no limit. */
  readonly limitRate: number | null;
  /** What the settings say for after the queue is done at the end. */
  readonly afterQueue: boolean;
  readonly isJson: boolean;
}

export interface UploadCommand extends RunOptions {
  readonly name: 'upload';
  /** A saved destination's name or a URL without a password. */
  readonly to: string;
  readonly paths: readonly string[];
  /** null: nobody said; what was sent before is then not sent again, and a name that is taken gets a new one. */
  readonly conflict: ConflictPolicy | null;
  readonly verify: boolean;
  /** The first included; null: the engine's own choice. */
  readonly maxAttempts: number | null;
}

export interface ResumeCommand extends RunOptions {
  readonly name: 'resume';
}

export interface RetryCommand extends RunOptions {
  readonly name: 'retry';
  /** Empty: all that failed. */
  readonly uploadIds: readonly string[];
}

export interface CancelCommand {
  readonly name: 'cancel';
  readonly batchId: string;
}

export interface StatusCommand {
  readonly name: 'status';
  readonly isJson: boolean;
}

export interface FilesCommand {
  readonly name: 'files';
  readonly batchId: string;
  readonly status: UploadStatus | null;
  readonly isJson: boolean;
}

export interface AttemptsCommand {
  readonly name: 'attempts';
  readonly uploadId: string;
  readonly isJson: boolean;
}

export interface LinkCommand {
  readonly name: 'link';
  readonly uploadId: string;
}

export interface DiagnosticsCommand {
  readonly name: 'diagnostics';
  /** null: stdout. */
  readonly output: string | null;
}

export interface ServeCommand {
  readonly name: 'serve';
  /** Where files arrive: a directory, or an object store's URL. */
  readonly into: { readonly directory: string } | { readonly store: string };
  /** 0: any free one. */
  readonly port: number;
}

export interface McpCommand {
  readonly name: 'mcp';
  /** Programs may also change the queue. */
  readonly allowsWriting: boolean;
}

export interface CleanCommand {
  readonly name: 'destinations';
  readonly action: 'clean';
  readonly destinationName: string;
  /** Empty: all that Gantry began and that no file of the list needs. */
  readonly unfinishedIds: readonly string[];
  readonly olderThanMs: number | null;
  /** Also what others began. */
  readonly alsoOthers: boolean;
  readonly isJson: boolean;
}

/** Uploads that were begun at a destination and never ended. */
export type UnfinishedCommand =
  | { readonly name: 'destinations'; readonly action: 'unfinished'; readonly destinationName: string; readonly isJson: boolean }
  | CleanCommand;

export interface ImportCommand {
  readonly name: 'destinations';
  readonly action: 'import';
  /** null: all of them. */
  readonly source: ImportSource | null;
  /** Empty without `takesAll`: only show what there is. */
  readonly names: readonly string[];
  readonly takesAll: boolean;
  readonly bucket: string | null;
  readonly isJson: boolean;
}

export interface TrustCommand {
  readonly name: 'destinations';
  readonly action: 'trust';
  readonly destinationName: string;
  /** Nobody is asked. */
  readonly isAgreed: boolean;
  /** Only the key of this one, and nobody is asked; null: none was given. */
  readonly fingerprint: string | null;
}

export interface ListDestinationsCommand {
  readonly name: 'destinations';
  readonly action: 'list';
  readonly isJson: boolean;
}

/** Those that need the engine. */
export type WorkOnDestinationsCommand =
  | UnfinishedCommand
  | ImportCommand
  | { readonly name: 'destinations'; readonly action: 'add'; readonly destinationName: string; readonly url: string }
  | {
      readonly name: 'destinations';
      readonly action: 'edit';
      readonly destinationName: string;
      /** null: as it is. */
      readonly newName: string | null;
      readonly url: string | null;
    }
  | { readonly name: 'destinations'; readonly action: 'test'; readonly destinationName: string; readonly isJson: boolean }
  | TrustCommand
  | { readonly name: 'destinations'; readonly action: 'remove' | 'duplicate' | 'default' | 'secret'; readonly destinationName: string };

export type DestinationsCommand = ListDestinationsCommand | WorkOnDestinationsCommand;

export type SettingsCommand =
  /** null: all of them. */
  | { readonly name: 'settings'; readonly action: 'get'; readonly setting: string | null; readonly isJson: boolean }
  | { readonly name: 'settings'; readonly action: 'set'; readonly setting: string; readonly value: string }
  /** null: stdout. */
  | { readonly name: 'settings'; readonly action: 'export'; readonly output: string | null }
  | { readonly name: 'settings'; readonly action: 'import' | 'add-ca'; readonly path: string };

export type LookAfterWatchesCommand =
  | {
      readonly name: 'watch';
      readonly action: 'add';
      readonly folder: string;
      /** A saved destination's name. */
      readonly to: string;
      readonly rules: Partial<WatchRules>;
      readonly afterwards: Afterwards;
    }
  /** What is null, or left out of the rules, stays as it is. */
  | {
      readonly name: 'watch';
      readonly action: 'edit';
      /** Its path or its id. */
      readonly folder: string;
      readonly to: string | null;
      readonly rules: Partial<WatchRules>;
      readonly afterwards: Afterwards | null;
    }
  | { readonly name: 'watch'; readonly action: 'list'; readonly isJson: boolean }
  /** `folder`: its path or its id. */
  | { readonly name: 'watch'; readonly action: 'remove' | 'pause' | 'resume'; readonly folder: string };

export interface RunWatchCommand extends RunOptions {
  readonly name: 'watch';
  readonly action: 'run';
}

export type WatchCommand = LookAfterWatchesCommand | RunWatchCommand;

export type WorkCommand =
  | UploadCommand
  | ResumeCommand
  | RetryCommand
  | CancelCommand
  | StatusCommand
  | FilesCommand
  | AttemptsCommand
  | LinkCommand
  | DiagnosticsCommand
  | ServeCommand
  | McpCommand
  | DestinationsCommand
  | SettingsCommand
  | WatchCommand;

/** What was asked for, checked as far as it can be without looking at the world. */
export type Command =
  | { readonly name: 'help'; readonly topic: CommandName | null }
  | { readonly name: 'version' }
  /** `dataDirectory`: from `--data-dir`; null: the usual place. */
  | (WorkCommand & { readonly dataDirectory: string | null });
