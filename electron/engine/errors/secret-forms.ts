import { Buffer } from 'node:buffer';

/**
 * The forms in which a secret may turn up in somebody's words: as it is, percent-encoded, escaped, in hexadecimal, and in base64, also in the
 * middle of something else that was encoded with it.
 */
export function secretForms(secret: string): readonly string[] {
  // By way of UTF-8, in which half a character is replaced: encoding one would throw.
  const encoded = encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8'));
  const strict = encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const escaped = JSON.stringify(secret).slice(1, -1);
  const hexadecimal = Buffer.from(secret, 'utf8').toString('hex');
  return [
    secret,
    encoded,
    strict,
    strict.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    encoded.replaceAll('%20', '+'),
    encodeURIComponent(encoded),
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    hexadecimal,
    hexadecimal.toUpperCase(),
    ...base64FormsOf(secret),
  ];
}

/** What base64 makes of the secret at each of its three places within a group of bytes, without the characters that its neighbours have a part in. */
function base64FormsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = [0, 2, 3][before] ?? 0;
    const until = (before + bytes.byteLength) % 3 === 0 ? encoded.length : encoded.length - 1;
    const own = encoded.slice(from, until);
    return own.length < 6 ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
