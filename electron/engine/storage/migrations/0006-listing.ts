/**
 * Whether a batch is in the list. `adding`: its paths are still being written down, and nobody was told of it. `removed`: it is gone for everybody, and
 * its many rows are taken away little by little. What a crash left in one of these two is taken away at the next start.
 * The index gives a page of a batch's many refusals in their order.
 */
export const listingMigration = `
ALTER TABLE batches ADD COLUMN listing TEXT NOT NULL DEFAULT 'listed';
CREATE INDEX refusals_by_batch ON refusals (batch_id);
`;
