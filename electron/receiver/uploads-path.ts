/** The path under which uploads live; part of the destination's URL. */
export const uploadsPath = '/files';
