/** The names in a folder of the destination; `''` is the destination itself. */
export type NamesIn = (folder: string) => Promise<readonly string[]>;

/**
 * Some servers take `a.txt` and `A.txt`, or `é` as one letter and as two, for one name, and no protocol says which. Whether what the server has under
 * this path, which must be something, is what has arrived at one of these: `TransferRequest.twins`.
 */
export async function takenByTwin(relativePath: string, twins: readonly string[], namesIn: NamesIn): Promise<boolean> {
  for (const twin of twins) if (await areOnePath(relativePath, twin, namesIn)) return true;
  return false;
}

async function areOnePath(relativePath: string, twin: string, namesIn: NamesIn): Promise<boolean> {
  const names = relativePath.split('/');
  const others = twin.split('/');
  for (const [index, name] of names.entries()) {
    const other = others[index] ?? name;
    if (other !== name && !areOneName(name, other, await namesIn(names.slice(0, index).join('/')))) return false;
  }
  return true;
}

/** Servers that write accents in their own way list each as that; so two names are two only where both of them are listed. */
function areOneName(name: string, twin: string, there: readonly string[]): boolean {
  const composed = name.normalize('NFC');
  const alike = there.filter((other) => other.normalize('NFC') === composed);
  return twin.normalize('NFC') === composed ? alike.length < 2 : alike.length === 0;
}
