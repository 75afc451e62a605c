/** An SFTP address that names a key file, written as a person would: a path keeps its slashes and its `~`. */
export function withKeyFile(address: string, keyPath: string): string {
  return `${address}?key=${encodeURIComponent(keyPath).replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}
