/** Since when another folder stands in the place of a watched one, in milliseconds since the epoch; null where none does. */
export const replacedFoldersMigration = `
ALTER TABLE watched_folders ADD COLUMN other_since INTEGER;
`;
