import { Buffer } from 'node:buffer';
import { createDecipheriv } from 'node:crypto';

/** The one that rclone has in its source (`fs/config/obscure`): it keeps a password from being read over a shoulder, and from nothing else. */
const everybodysKey = Buffer.from('9c935b48730a554d6bfd7c63c886a92bd390198eb8128afbf4de162b8b95f638', 'hex');
const ivBytes = 16;

/** The password that `rclone obscure` made unreadable: AES-256-CTR behind its start value, in base64url. null: that is none. */
export function revealObscured(obscured: string): string | null {
  if (!/^[\w-]+$/.test(obscured)) return null;
  const bytes = Buffer.from(obscured, 'base64url');
  if (bytes.byteLength <= ivBytes) return null;
  const decipher = createDecipheriv('aes-256-ctr', everybodysKey, bytes.subarray(0, ivBytes));
  const revealed = Buffer.concat([decipher.update(bytes.subarray(ivBytes)), decipher.final()]);
  const text = revealed.toString('utf8');
  // What was not made by rclone comes out as noise.
  return Buffer.from(text, 'utf8').equals(revealed) && /^\P{Cc}+$/u.test(text) ? text : null;
}
