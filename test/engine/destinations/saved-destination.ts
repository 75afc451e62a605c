export const tusAt = (host: string): string => `tus+https://${host}/files/`;

/** What `add` takes, for a server that is named after the destination. */
export function savedDestination(name: string, url = tusAt(`${name.toLowerCase()}.test`)) {
  return { name, url, isSaved: true };
}
