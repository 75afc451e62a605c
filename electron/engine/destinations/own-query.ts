import { reasonOf } from '../../../shared/text/reason-of.ts';
import { UploadError } from '../errors/upload-error.ts';

/** The part of a destination's query that is for Gantry: names and values, decoded, in their order. */
export interface OwnQuery {
  /** The first value of that name; null when it is not there. */
  one(name: string): string | null;
  all(name: string): readonly string[];
}

const everywhere = ['gantry-max-size', 'gantry-accept'] as const;

/**
 * Takes out of `url` what is for Gantry: the names of `own`, and all that begins with `gantry-`. The rest stays as it was written, to the letter, since
 * a signature may cover it. Throws `destination-invalid` for a name with `gantry-` that is none of `own`.
 */
export function takeOwnQuery(url: URL, own: readonly string[]): OwnQuery {
  const names = new Set<string>([...everywhere, ...own]);
  const taken: [string, string][] = [];
  const kept: string[] = [];
  for (const pair of url.search.replace(/^\?/, '').split('&')) {
    const [entry] = new URLSearchParams(pair);
    const [name, value] = entry ?? ['', ''];
    if (names.has(name)) taken.push([name, value]);
    else if (name.toLowerCase().startsWith('gantry-')) throw unknownName(name, [...names]);
    else kept.push(pair);
  }
  if (taken.length > 0) url.search = kept.join('&');
  return {
    one: (name) => taken.find(([other]) => other === name)?.[1] ?? null,
    all: (name) => taken.flatMap(([other, value]) => (other === name ? [value] : [])),
  };
}

function unknownName(name: string, names: readonly string[]): UploadError {
  const known = names.filter((other) => other.startsWith('gantry-')).sort();
  const shown = name.replace(/[^\w-]+/g, '…').slice(0, 60);
  return new UploadError('destination-invalid', {
    details: reasonOf('Here is no "{name}". There are {known}.', { name: shown, known: known.join(', ') }),
  });
}
