declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The identity of one file in the queue. */
export type UploadId = Branded<'UploadId'>;
/** The identity of one drop, or of one `gantry upload`: the files that were added together. */
export type BatchId = Branded<'BatchId'>;
/** The identity of a saved destination. */
export type DestinationId = Branded<'DestinationId'>;
/** The identity of a watched folder. */
export type WatchId = Branded<'WatchId'>;
