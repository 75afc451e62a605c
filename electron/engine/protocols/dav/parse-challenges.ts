/** One way in which a server asks for a sign-in (RFC 9110 §11.6.1). */
export interface Challenge {
  /** Lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Takes a `WWW-Authenticate` header apart, several lines of it joined with commas. What makes no sense is left out. */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  const item = /[\s,]*([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/y;
  for (let found = item.exec(header); found !== null; found = item.exec(header)) {
    const [, name = '', quoted, plain] = found;
    const value = quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
    const last = challenges.at(-1);
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: {} });
    else if (last !== undefined) last.parameters[name.toLowerCase()] = value;
  }
  return challenges;
}
