import type { Refusal } from '../../shared/contract.ts';
import type { Destination } from '../../shared/destination.ts';
import type { SecretKeeping } from '../../shared/destination-secret.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { SettingsView } from '../../shared/settings-view.ts';
import type { UpdateNotice } from '../../shared/update.ts';
import type { DestinationsPage } from './destinations-page.ts';
import type { ListState } from './list-state.ts';
import { emptyList } from './list-state.ts';
import type { SettingsPage } from './settings-page.ts';

export type Density = 'comfortable' | 'compact';

/** Something that went wrong with a request, until it is dismissed. */
export interface Notice {
  readonly noticeId: number;
  readonly error: PlainError;
}

/** What could not be added, after adding. */
export interface AddReport {
  readonly refusals: readonly Refusal[];
}

export type OpenDialog =
  | { readonly kind: 'destinations'; readonly page: DestinationsPage }
  | { readonly kind: 'trust'; readonly destinationId: DestinationId; readonly destinationName: string; readonly error: PlainError }
  | {
      readonly kind: 'settings';
      readonly page: SettingsPage /** Where the keyboard begins; at the first page's name without it. */;
      readonly at?: 'language';
    }
  | { readonly kind: 'watched-folders' }
  | { readonly kind: 'conflicts'; readonly batchId: BatchId }
  | { readonly kind: 'unfinished'; readonly destinationId: DestinationId; readonly destinationName: string }
  | { readonly kind: 'details'; readonly uploadId: UploadId }
  | { readonly kind: 'refusals'; readonly batchId: BatchId; readonly batchName: string };

export interface WindowState {
  /** The first list is there. */
  readonly isLoaded: boolean;
  readonly list: ListState;
  readonly density: Density;
  /** null until they are known. */
  readonly destinations: readonly Destination[] | null;
  /** Where secrets that are typed in are kept. */
  readonly keeping: SecretKeeping;
  /** null until they are known. */
  readonly settings: SettingsView | null;
  readonly notices: readonly Notice[];
  readonly addReport: AddReport | null;
  readonly dialog: OpenDialog | null;
  /** Batches that were added here: once it is known what they meet, a person is asked by itself, once. */
  readonly toAsk: readonly BatchId[];
  /** The list shall scroll there; null: it stays where a person left it. */
  readonly toReveal: UploadId | null;
  /** Until it is dismissed: what was put on the clipboard, and what is not in it. */
  readonly hasCopiedDiagnostics: boolean;
  /** What is to be said of an update. */
  readonly updateNotice: UpdateNotice | null;
}

export function initialState(): WindowState {
  return {
    isLoaded: false,
    list: emptyList(),
    density: 'comfortable',
    destinations: null,
    keeping: 'session',
    settings: null,
    notices: [],
    addReport: null,
    dialog: null,
    toAsk: [],
    toReveal: null,
    hasCopiedDiagnostics: false,
    updateNotice: null,
  };
}
