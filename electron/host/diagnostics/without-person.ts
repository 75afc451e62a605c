import type { DiagnosticsFacts } from './diagnostics-source.ts';

/** These belong to the system, and taking them out would only make a text hard to read. */
const commonUsers = new Set(['root', 'user', 'admin', 'administrator', 'runner', 'node', 'ubuntu', 'gantry']);
const shortestName = 3;

/** The text with the home folder as `~` and the user's name as `[user]`. */
export function withoutPerson(text: string, { homeDirectory, userName }: Pick<DiagnosticsFacts, 'homeDirectory' | 'userName'>): string {
  let safe = text;
  for (const home of formsOf(homeDirectory)) if (home.length > 1) safe = safe.replaceAll(home, '~');
  if (userName.length < shortestName || commonUsers.has(userName.toLowerCase())) return safe;
  const literally = userName.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return safe.replace(new RegExp(`(?<![A-Za-z0-9])${literally}(?![A-Za-z0-9])`, 'gi'), '[user]');
}

function formsOf(homeDirectory: string): readonly string[] {
  const slashes = homeDirectory.replaceAll('\\', '/');
  return [homeDirectory, JSON.stringify(homeDirectory).slice(1, -1), slashes, encodeURI(slashes), encodeURIComponent(homeDirectory)];
}
