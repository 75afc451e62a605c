/**
 * What is decided before a file begins: where its name is taken at the destination, what is there and what becomes of the two; and what a person
 * wants to be done about that at a destination from now on.
 */
export const conflictsMigration = `
ALTER TABLE uploads ADD COLUMN conflict_state TEXT;
ALTER TABLE uploads ADD COLUMN target_conflict TEXT;
ALTER TABLE uploads ADD COLUMN found_size INTEGER;
ALTER TABLE uploads ADD COLUMN found_modified_at_ms REAL;
ALTER TABLE destinations ADD COLUMN conflict TEXT;
`;
