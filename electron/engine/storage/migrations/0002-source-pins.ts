/** What tells a file that was only touched from one that was written to: its change time, and the sum of what was read of it. */
export const sourcePinsMigration = `
ALTER TABLE uploads ADD COLUMN changed_at_ms REAL;
ALTER TABLE uploads ADD COLUMN read_bytes INTEGER;
ALTER TABLE uploads ADD COLUMN read_crc INTEGER;
`;
