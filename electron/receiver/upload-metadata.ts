import { Refusal } from './refusal.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(key: string, base64: string): string {
  try {
    if (!/^[\d+/A-Za-z]*={0,2}$/.test(base64)) throw new TypeError('not base64');
    return utf8.decode(Buffer.from(base64, 'base64'));
  } catch (cause) {
    throw new Refusal(400, `Upload-Metadata: ${key} is not base64 of UTF-8.`, { cause });
  }
}

/**
 * Reads the header `Upload-Metadata` (tus 1.0, creation): `key base64,key base64`. Throws a `Refusal` 400.
 * Stricter than the tus server, which replaces bytes that are not UTF-8 and so would change a name.
 */
export function parseUploadMetadata(header: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const pair of header.split(',')) {
    const [key = '', value = '', ...more] = pair.trim().split(' ');
    if (key === '' || more.length > 0 || values.has(key)) throw new Refusal(400, 'Upload-Metadata cannot be read.');
    values.set(key, decode(key, value));
  }
  return values;
}
