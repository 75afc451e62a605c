/**
 * What a start was given besides its switches: all that comes after a `--`, as our own entries of the system write it. In an installed Gantry also paths before it,
 * since Windows starts so what is dropped on an icon; never an address, which somebody else may have written.
 */
export function givenWords(programArguments: readonly string[], isPackaged: boolean): readonly string[] {
  const [, ...rest] = programArguments;
  const end = rest.indexOf('--');
  const before = isPackaged ? rest.slice(0, end === -1 ? rest.length : end).filter(isPath) : [];
  return end === -1 ? before : [...before, ...rest.slice(end + 1)];
}

function isPath(word: string): boolean {
  // A single letter is a drive.
  return word !== '' && !word.startsWith('-') && !/^[a-z][a-z\d+.-]+:/i.test(word);
}
