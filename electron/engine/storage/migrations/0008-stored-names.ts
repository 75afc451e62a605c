/**
 * Under which name a file has arrived, where that is not its own, and a number made of that name by which it is found: only what has arrived is in
 * the index, so that adding files costs nothing.
 */
export const storedNamesMigration = `
ALTER TABLE uploads ADD COLUMN stored_as TEXT;
ALTER TABLE uploads ADD COLUMN stored_key INTEGER;
CREATE INDEX uploads_by_stored_key ON uploads (stored_key) WHERE stored_key IS NOT NULL;
`;
