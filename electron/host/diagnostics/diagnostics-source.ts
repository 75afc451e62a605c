import type { UploadHistory } from '../../../shared/contract.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { UploadId } from '../../../shared/ids.ts';
import type { BatchProgress, FileProgress, Totals } from '../../../shared/progress.ts';
import type { UploadStatus } from '../../../shared/upload.ts';

/** What the diagnostics are made from: the engine of this process, or the queue of another one, read from the disk. */
export interface DiagnosticsSource {
  overview(): { readonly batches: readonly BatchProgress[]; readonly totals: Totals };
  /** The first files in this status, in the order of the queue. */
  uploads(status: UploadStatus, limit: number): readonly FileProgress[];
  findUpload(uploadId: UploadId): FileProgress | null;
  listAttempts(uploadId: UploadId): UploadHistory;
  destinations(): readonly Pick<Destination, 'destinationId' | 'kind' | 'url' | 'isDefault' | 'isBuiltIn'>[];
}

/** The machine and the program, as their host knows them. */
export interface DiagnosticsFacts {
  /** `window` or `terminal`. */
  readonly host: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly userName: string;
  readonly logDirectory: string;
  readonly nowMs: number;
  /** New for each bundle. */
  readonly salt: string;
}
