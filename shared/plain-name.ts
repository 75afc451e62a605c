/**
 * A path with what some file systems do not see taken out of it: the case of letters, how accents are written, and dots and spaces at the end of a
 * name. Two paths that are one then may be one to a server; whether they are only the server can say.
 */
export function plainName(path: string): string {
  const visible = path.replace(/[. ]+(?=\/|$)/g, '');
  // Large letters first: several small ones share one, such as both forms of sigma.
  return visible.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
