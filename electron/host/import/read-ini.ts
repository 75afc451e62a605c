export interface IniSection {
  readonly name: string;
  /** Names in lower case; of one that is given twice the last counts. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The sections of an INI file as the AWS tools and rclone write them: `[name]`, `key = value`, comments with `#` or `;` at the beginning of a
 * line. Indented pairs belong to the empty value above them: `s3 =` and `  endpoint_url = …` give `s3.endpoint_url`. Never throws: what is
 * neither is passed over.
 */
export function readIni(text: string): readonly IniSection[] {
  const sections: { readonly name: string; readonly values: Record<string, string> }[] = [];
  let parent = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const header = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/.exec(line);
    if (header !== null) {
      sections.push({ name: (header[1] ?? '').trim(), values: Object.create(null) });
      parent = '';
      continue;
    }
    const [, indent = '', key = '', value = ''] = /^(\s*)([^\s#;=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const current = sections.at(-1);
    if (key === '' || current === undefined) continue;
    const name = key.toLowerCase();
    if (indent === '') parent = value === '' ? `${name}.` : '';
    current.values[indent === '' ? name : `${parent}${name}`] = value;
  }
  return sections;
}
