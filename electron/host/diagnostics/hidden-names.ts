import { createHash } from 'node:crypto';
import { posix } from 'node:path';

const extension = /\.[a-z0-9]{1,8}$/i;
/** An absolute path of any platform, up to where a text or a quote ends it. */
const pathInText = /(?<![\w:/.])(?:file:\/\/|[A-Za-z]:[\\/]|\\\\|~?\/)(?:[^\s"'`<>|*?\r\n:;,)\]}]+)/g;
const quotedPath = /(['"`])((?:[A-Za-z]:[\\/]|\\\\|~?\/)[^'"`\r\n]*)\1/g;
const wholePath = /^(?:file:\/\/|[A-Za-z]:[\\/]|\\\\|~?\/)[^\r\n]*$/;
/** Gantry's own code in a stack, which is the same for everybody. */
const ownCode = /(?:out\/(?:main|preload|renderer)|electron|shared|renderer|node_modules)\/[\w./@-]+\.(?:[cm]?[jt]sx?)$/;

/** Stands in for names that a person may not want to publish. */
export interface HiddenNames {
  /** `file-3f9a2c1b.mov` for a file: the same name for the same file, and its ending, as that often is the matter. */
  ofFile(fileName: string, id: string): string;
  /** The text with every known name and every path replaced. */
  inText(text: string): string;
}

/** `salt` differs with each bundle, so that nobody finds out by trying whether a certain path is in it. */
export function createHiddenNames(salt: string): HiddenNames {
  const known = new Map<string, string>();

  function hidden(kind: string, secret: string, name: string): string {
    const mark = createHash('sha256').update(`${salt}\n${secret}`).digest('hex').slice(0, 8);
    return `${kind}-${mark}${extension.exec(name)?.[0] ?? ''}`;
  }

  function ofPath(path: string): string {
    const own = ownCode.exec(path.replaceAll('\\', '/'));
    return own === null ? hidden('path', path, posix.basename(path.replaceAll('\\', '/'))) : own[0];
  }

  return {
    ofFile: (fileName, id) => {
      const name = hidden('file', id, fileName);
      // A name of one or two letters is in every text.
      if (fileName.length < 3) return name;
      // By way of UTF-8, in which half a character is replaced: encoding one would throw.
      const whole = Buffer.from(fileName, 'utf8').toString('utf8');
      for (const form of [fileName, encodeURI(whole), encodeURIComponent(whole)]) known.set(form, name);
      return name;
    },
    inText: (text) => {
      // Only as a whole it is certain where a path with spaces ends.
      if (wholePath.test(text)) return ofPath(text);
      let safe = text.replace(quotedPath, (_all, quote: string, path: string) => `${quote}${ofPath(path)}${quote}`);
      safe = safe.replace(pathInText, ofPath);
      for (const [fileName, name] of known) safe = safe.replaceAll(fileName, name);
      return safe;
    },
  };
}
