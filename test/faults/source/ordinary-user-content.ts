/** What the file holds that may not be read any more. */
export const unreadableContent = Buffer.alloc(4 * 1024 * 1024, 'not to be read by anybody ');
