import { parseByteCount } from '../../shared/text/parse-byte-count.ts';

/**
 * What a person means who gives a setting this word: `usual` says of which kind it is. JSON is taken as it is, a rate such as `10M` as bytes per second,
 * words with commas as a list where one belongs, `none` as nothing.
 */
export function settingValue(name: string, word: string, usual: unknown): unknown {
  const isList = Array.isArray(usual);
  if (typeof usual === 'string') return word;
  if (!isList && (word === 'none' || word === 'off') && typeof usual !== 'boolean') return null;
  if (/bytesPerSecond$/i.test(name)) return parseByteCount(word) ?? word;
  if (typeof usual === 'boolean' && /^(?:on|yes|off|no)$/i.test(word)) return /^(?:on|yes)$/i.test(word);
  try {
    return JSON.parse(word);
  } catch {
    if (!isList) return word;
    const words = word.split(',').map((part) => part.trim());
    return words.filter((part) => part !== '');
  }
}
