import { Buffer } from 'node:buffer';

/** What scanners of repositories look for: written anew and apart from the redaction, so that one does not share the other's blind spots. */
const shapes: Readonly<Record<string, RegExp>> = {
  'aws key id': /(?:A3T[A-Z0-9]|AKIA|ASIA|AROA)[A-Z0-9]{16}/,
  'aws secret': /(?:aws|secret)[\w.-]{0,20}["']?\s*[:=]\s*["']?[A-Za-z0-9/+]{40}/i,
  'github token': /gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{30,}/,
  'gitlab token': /glpat-[\w-]{20}/,
  'slack token': /xox[baprs]-[\w-]{10,}/,
  'stripe key': /[sr]k_live_[A-Za-z0-9]{16,}/,
  'google key': /AIza[\w-]{35}/,
  jwt: /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/,
  'private key': /-----BEGIN[A-Z ]*PRIVATE KEY-----/,
  'url password': /[a-z]:\/\/[^\s/:@"'[\]]+:[^\s/@"'[\]]+@/i,
  bearer: /bearer\s+(?!\[redacted)[\w.~+/-]{8,}/i,
  basic: /basic\s+(?!\[redacted)[A-Za-z0-9+/]{12,}={0,2}/i,
  cookie: /cookie["']?\s*[:=]\s*["']?(?!\[redacted)[^\s"']{8,}/i,
  'query secret': /[?&](?:x-amz-(?:signature|credential|security-token)|sig|token|access_token|key|password)=(?!\[redacted)[^\s&"']{6,}/i,
};

/** The forms in which a text may hold a secret. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

/** Every secret that is still in the text, and everything that looks like one. */
export function secretsFound(text: string, secrets: readonly string[]): readonly string[] {
  const bare = secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
  const looks = Object.entries(shapes).flatMap(([name, shape]) => {
    const [found] = shape.exec(text) ?? [];
    return found === undefined ? [] : [`${name}: ${found}`];
  });
  return [...bare, ...looks];
}
