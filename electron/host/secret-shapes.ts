const gone = '[redacted]';

/** A secret's look, and what is left of it. */
interface SecretShape {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** Words in the name of a header, parameter, variable or field that say: what follows is a secret. */
const secretWords =
  'token|passw(?:or)?d|passphrase|pwd|secret|signature|credentials?|authorization|cookie|jwt|session[-_]?id|' +
  '(?:api|access|private|shared|account|shared[-_]?access|subscription|encryption|auth)[-_]?key(?:[-_]?id)?|key[-_]?pair[-_]?id';

const secretName = new RegExp(secretWords, 'i');

/** A name, `:` or `=`, and a value in quotes or up to the next delimiter; also escaped, as in JSON within JSON, and percent-encoded. */
const namedSecret = new RegExp(
  `((?:^|[^A-Za-z0-9]|%[0-9A-Fa-f]{2})(?:[\\w.-]{0,40}(?:${secretWords})[\\w-]{0,40}|sig|sas|auth|code_verifier))` +
    `(\\\\{0,7}["']?\\s{0,9}(?:[:=]|%3[AaDd])\\s{0,9}\\[?\\s{0,9})(?!\\\\{0,7}["']?\\[?redacted\\])` +
    // Quoted; quoted with escaped quotes, as in JSON within JSON; or bare.
    `("(?:\\\\[\\s\\S]|[^"\\\\])*"?|'(?:\\\\[\\s\\S]|[^'\\\\])*'?|(\\\\{1,7}["'])(?:(?!\\4)[\\s\\S])*(?:\\4|$)|` +
    `[^\\s"'&;,<>\\\\%)\\]}]+(?:%(?!26)[0-9A-Fa-f]{2}[^\\s"'&;,<>\\\\%)\\]}]*)*)`,
  'gi',
);

/** Forty characters of base64 in which capitals, small letters and digits are mixed, as in the secret keys of S3. */
const keyLike =
  /(?<![A-Za-z0-9/+=_-])(?=[A-Za-z0-9/+]*[a-z])(?=[A-Za-z0-9/+]*[A-Z])(?=[A-Za-z0-9/+]*\d)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])/g;

const shapes: readonly SecretShape[] = [
  {
    pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
    replacement: gone,
  },
  // A whole header, also of a scheme that nobody knows here.
  {
    pattern:
      /\b((?:proxy-)?authorization|(?:set-)?cookie)(\\{0,7}["']?\s{0,9}[:=]\s{0,9}\[?\s{0,9}\\{0,7}["']?)(?!\[?redacted\])[^\r\n"'\\]+/gi,
    replacement: `$1$2${gone}`,
  },
  { pattern: /\b(response|c?nonce|opaque)=\\?"[^"]*"/g, replacement: `$1=${gone}` },
  { pattern: /\b(bearer|basic|digest|negotiate|ntlm|apikey)(\s+|%20|\+)[\w.~+/=:%-]{6,}/gi, replacement: `$1 ${gone}` },
  // User information of a URL; up to the last @ before the path, as a password may hold one.
  { pattern: /([a-z][a-z0-9+.-]{0,20}:\/\/)[^/?#\s"'<>]{0,500}@/gi, replacement: `$1${gone}@` },
  { pattern: /([a-z][a-z0-9+.-]{0,20}%3A%2F%2F)(?:(?!%2F|%3F|%23)[^/?#\s"'<>]){0,500}%40/gi, replacement: `$1${gone}%40` },
  { pattern: namedSecret, replacement: `$1$2${gone}` },
  { pattern: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, replacement: gone },
  { pattern: /\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{12,}\b/g, replacement: gone },
  {
    pattern: /\b(?:gh[opusr]_|github_pat_|glpat-|gldt-|npm_|pypi-|dop_v1_|shp(?:at|ss|ca|pa)_|hf_|xox[a-z]-|xapp-)[\w-]{10,}/g,
    replacement: gone,
  },
  { pattern: /\b(?:sk|rk|pk|whsec)(?:[-_](?:live|test|proj|ant))?[-_][A-Za-z0-9_-]{16,}/g, replacement: gone },
  { pattern: /\b(?:AIza[\w-]{30,}|ya29\.[\w-]{10,}|SG\.[\w-]{10,}\.[\w-]{10,}|AGE-SECRET-KEY-1[A-Z0-9]{10,})/g, replacement: gone },
  { pattern: /(hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/gi, replacement: `$1${gone}` },
  { pattern: keyLike, replacement: gone },
];

/** The text without whatever looks like a secret. It may take too much; it must not leave any. */
export function withoutSecretShapes(text: string): string {
  return shapes.reduce((safe, { pattern, replacement }) => safe.replace(pattern, replacement), text);
}

/** Whether a field of that name holds a secret, whatever it looks like. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
