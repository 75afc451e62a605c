import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseHttpDate } from '../../retry/retry-after.ts';

/** What a server says of one thing it has (RFC 4918 §14.16). */
export interface DavEntry {
  /** Decoded path, without a slash at its end. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number | null;
  /** Milliseconds since the epoch. */
  readonly modifiedAtMs: number | null;
}

interface XmlNode {
  readonly [name: string]: XmlNode | readonly XmlNode[] | string | undefined;
}

const parser = new XMLParser({
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
  isArray: (name) => name === 'response' || name === 'propstat' || name === 'href',
});

/** Takes the body of a 207 apart; null for what is none. `url` is what was asked, for relative addresses. */
export function parseMultistatus(body: string, url: URL): readonly DavEntry[] | null {
  // No WebDAV answer needs one, and entities of one's own are how a small answer becomes a large one.
  if (body.includes('<!DOCTYPE') || XMLValidator.validate(body) !== true) return null;
  const parsed = parsedOf(body);
  if (parsed === null) return null;
  const root = nodeAt(parsed, 'multistatus');
  // An empty one is text.
  if (root === null) return /<(\w+:)?multistatus\b/.test(body) ? [] : null;
  return nodesAt(root, 'response').flatMap((response) => entryOf(response, url));
}

/** null for what the parser refuses: elements a hundred deep, names such as `__proto__`. */
function parsedOf(body: string): XmlNode | null {
  try {
    return parser.parse(body) as XmlNode;
  } catch {
    return null;
  }
}

function entryOf(response: XmlNode, url: URL): readonly DavEntry[] {
  const [href] = nodesAt(response, 'href').map(String);
  if (href === undefined || !URL.canParse(href, url.href)) return [];
  const path = decodedPath(new URL(href, url.href).pathname);
  if (path === null) return [];
  const properties = nodesAt(response, 'propstat')
    .filter((part) => / 200\b/.test(textAt(part, 'status') ?? ' 200'))
    .map((part) => nodeAt(part, 'prop'))
    .filter((part) => part !== null);
  const first = (name: string): string | null => properties.map((part) => textAt(part, name)).find((text) => text !== null) ?? null;
  const isFolder = properties.some((part) => nodeAt(part, 'resourcetype')?.['collection'] !== undefined);
  const size = first('getcontentlength');
  return [
    {
      path: path.replace(/(?<=.)\/$/, ''),
      isFolder,
      sizeBytes: size !== null && /^\d+$/.test(size) && Number.isSafeInteger(Number(size)) ? Number(size) : null,
      modifiedAtMs: parseHttpDate(first('getlastmodified') ?? ''),
    },
  ];
}

/** null where the percent-encoding is broken. */
function decodedPath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function nodesAt(node: XmlNode, name: string): readonly XmlNode[] {
  const found = node[name];
  return Array.isArray(found) ? found : found === undefined ? [] : [found as XmlNode];
}

function nodeAt(node: XmlNode, name: string): XmlNode | null {
  const found = node[name];
  return typeof found === 'object' && !Array.isArray(found) ? (found as XmlNode) : null;
}

function textAt(node: XmlNode, name: string): string | null {
  const found = node[name];
  return typeof found === 'string' && found !== '' ? found : null;
}
