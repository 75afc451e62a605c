/** Controls, line separators, and the characters that force a reading direction on what follows them. */
const unsafe = /\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu;
const controlPictures = 0x2400;

/**
 * Foreign text (a file's name, a server's words) made safe to show: control characters become visible symbols, and
 * characters that force the reading direction become `�`, so that no program can pose as a picture. For showing only, never for paths.
 */
export function visibleText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(controlPictures + code);
    if (code === 0x7f) return '\u2421';
    return '\ufffd';
  });
}
