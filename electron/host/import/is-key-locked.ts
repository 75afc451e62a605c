import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';

const opensshMagic = 'openssh-key-v1\0';

/** Whether an SSH key file can only be opened with its passphrase; null: there is no file that can be read. */
export async function isKeyLocked(path: string): Promise<boolean | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return null;
  }
  const [, openssh] = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(text) ?? [];
  if (openssh !== undefined) {
    // PROTOCOL.key of OpenSSH: the magic, then the cipher's name with its length before it.
    const bytes = Buffer.from(openssh, 'base64');
    const at = opensshMagic.length;
    if (bytes.byteLength < at + 4) return false;
    return bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at)).toString('latin1') !== 'none';
  }
  // PEM says so in its header (RFC 1421, RFC 5958), PuTTY in a line of its own.
  return /-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(text) || /^Encryption: (?!none)/m.test(text);
}
