/** Why a link is not followed. */
export type LinkProblem =
  | 'too-long'
  | 'not-a-link'
  | 'other-words'
  | 'unknown-action'
  | 'unknown-part'
  | 'named-twice'
  | 'not-readable'
  | 'no-path'
  | 'too-many-paths'
  | 'not-local';

export interface AddLink {
  /** Absolute, and on this computer; nobody has looked yet whether they are there. */
  readonly paths: readonly string[];
  /** The name or id of a destination; null: the chosen one. */
  readonly to: string | null;
}

export type ParsedLink = { readonly ok: true; readonly link: AddLink } | { readonly ok: false; readonly problem: LinkProblem };

/** So that all of a link fits into the question about it: what a person cannot see they cannot agree to. */
export const longestLink = 2_048;
export const mostPaths = 10;

const form = /^gantry:\/\/([a-z]+)\/?\?([^#]*)$/i;

/**
 * Reads `gantry://add?path=…&path=…&to=…`, and nothing else. Of its own and not with `URLSearchParams`, which guesses: here every part is known, written in
 * UTF-8 with percent signs (RFC 3986; a plus is a plus), and within its limits, or the whole link is refused.
 */
export function parseAddLink(text: string, platform: NodeJS.Platform): ParsedLink {
  if (text.length > longestLink) return refused('too-long');
  const [, action, query] = form.exec(text) ?? [];
  if (action === undefined || query === undefined) return refused('not-a-link');
  if (action.toLowerCase() !== 'add') return refused('unknown-action');

  const paths: string[] = [];
  let to: string | null = null;
  for (const part of query.split('&')) {
    const split = part.indexOf('=');
    const name = part.slice(0, Math.max(split, 0));
    const value = decoded(part.slice(split + 1));
    if (value === null) return refused('not-readable');
    if (name === 'path') {
      if (!isLocalPath(value, platform)) return refused('not-local');
      paths.push(value);
    } else if (name === 'to') {
      if (to !== null) return refused('named-twice');
      to = value;
    } else return refused('unknown-part');
  }
  if (paths.length === 0) return refused('no-path');
  if (paths.length > mostPaths) return refused('too-many-paths');
  return { ok: true, link: { paths: [...new Set(paths)], to } };
}

function refused(problem: LinkProblem): ParsedLink {
  return { ok: false, problem };
}

/** null: no UTF-8, or with characters that could draw lines of their own into a question. */
function decoded(value: string): string | null {
  try {
    const text = decodeURIComponent(value);
    return text === '' || /\p{Cc}/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Absolute, without steps upwards, and on no other computer: the mere look at a path there would sign in to it. */
function isLocalPath(path: string, platform: NodeJS.Platform): boolean {
  if (platform !== 'win32') return /^\/(?!\/)/.test(path) && !path.split('/').includes('..');
  // One colon, as a second one names a stream; two slashes at the start would name a computer or a device.
  return /^[a-z]:[\\/](?![\\/])[^:*?"<>|]*$/i.test(path) && !path.split(/[\\/]/).includes('..');
}
