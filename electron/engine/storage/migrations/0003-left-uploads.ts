/** What files that left the list left behind at their destinations, so that it is known again as ours when it is found there. */
export const leftUploadsMigration = `
CREATE TABLE left_uploads (
  destination_id TEXT NOT NULL REFERENCES destinations (destination_id) ON DELETE CASCADE,
  checkpoint TEXT NOT NULL,
  PRIMARY KEY (destination_id, checkpoint)
) STRICT;
`;
