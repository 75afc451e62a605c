/** Says to an installed Gantry that it is to be the `gantry` command, and not the window. */
const marker = '--cli';

/**
 * The words of the `gantry` command in the arguments of an installed Gantry, `PROGRAM [SWITCHES] --cli -- WORDS…`; null for the window's.
 * Chromium reads every argument before a `--`, and on Windows refuses to start when one of them is an address: so the words come after it.
 */
export function commandWords(programArguments: readonly string[]): readonly string[] | null {
  const [, ...rest] = programArguments;
  const end = rest.indexOf('--');
  const switches = end === -1 ? rest : rest.slice(0, end);
  if (!switches.includes(marker)) return null;
  return end === -1 ? [] : rest.slice(end + 1);
}
