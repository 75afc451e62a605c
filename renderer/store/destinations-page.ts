import type { DestinationId } from '../../shared/ids.ts';

/** What the dialog of the destinations shows. */
export type DestinationsPage =
  | { readonly kind: 'list' }
  | { readonly kind: 'add' }
  | { readonly kind: 'edit'; readonly destinationId: DestinationId /** Where the keyboard begins. */; readonly at: 'name' | 'sign-in' }
  | { readonly kind: 'import' };
