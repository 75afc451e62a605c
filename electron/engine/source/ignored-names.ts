const exactNames: ReadonlySet<string> = new Set([
  // macOS; the last one is the icon of a folder and ends with a carriage return.
  '.ds_store',
  '.spotlight-v100',
  '.trashes',
  '.fseventsd',
  '.temporaryitems',
  '.documentrevisions-v100',
  '.apdisk',
  'icon\r',
  // Windows
  'thumbs.db',
  'thumbs.db:encryptable',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
]);

/** Names that an operating system or an office program leaves beside a person's files, and that nobody means to send. */
export function isIgnoredName(name: string): boolean {
  return (
    exactNames.has(name.toLowerCase()) ||
    // AppleDouble: the resource fork of the file of the same name
    name.startsWith('._') ||
    // Owner files of an open document: Microsoft Office, then LibreOffice
    name.startsWith('~$') ||
    (name.startsWith('.~lock.') && name.endsWith('#'))
  );
}
