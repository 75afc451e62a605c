export interface IniSection {
  readonly name: string;
  /** Names in lower case; of one that is given twice the last counts. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The sections of an INI file as the AWS tools and rclone write them: `[name]`, `key = value`, comments with `#` or `;` at the beginning of a
 * line. Indented pairs belong to the empty value above them: `s3 =` and `  endpoint_url = …` give `s3.endpoint_url`. Never throws: what is
 * neither is passed over, and what follows a damaged header belongs to nobody.
 */
export function readIni(text: string): readonly IniSection[] {
  const sections: IniSection[] = [];
  let current: Record<string, string> | null = null;
  let parent = '';
  // No expressions here: those that take spaces from both ends of a value take minutes for a line that is long enough.
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const words = line.trim();
    if (words.startsWith('[')) {
      const name = sectionName(words);
      current = name === null ? null : Object.create(null);
      if (name !== null && current !== null) sections.push({ name, values: current });
      parent = '';
      continue;
    }
    const equals = words.indexOf('=');
    if (current === null || equals < 1 || words.startsWith('#') || words.startsWith(';')) continue;
    const name = words.slice(0, equals).trimEnd().toLowerCase();
    const value = words.slice(equals + 1).trimStart();
    const isIndented = line.startsWith(' ') || line.startsWith('\t');
    if (!isIndented) parent = value === '' ? `${name}.` : '';
    current[isIndented ? `${parent}${name}` : name] = value;
  }
  return sections;
}

/** null for what is no header: nothing may follow it but a comment. */
function sectionName(words: string): string | null {
  const end = words.indexOf(']');
  const rest = words.slice(end + 1).trimStart();
  const isHeader = end > 0 && (rest === '' || rest.startsWith('#') || rest.startsWith(';'));
  return isHeader ? words.slice(1, end).trim() : null;
}
