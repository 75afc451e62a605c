/** The steps into a JSON value: names of members and places in lists. */
export type JsonPath = readonly (string | number)[];

const step = /\.([A-Za-z_][\w-]*)|\[(\d{1,9})\]|\["([^"\\\]]+)"\]|\['([^'\\\]]+)'\]/y;

/** `$.data.files[0].url` taken apart: dots and brackets only, a small part of RFC 9535. null for anything else. */
export function parseJsonPath(text: string): JsonPath | null {
  if (!text.startsWith('$')) return null;
  const steps: (string | number)[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (match === null) return null;
    const [, name, place, quoted, otherQuoted] = match;
    steps.push(place === undefined ? (name ?? quoted ?? otherQuoted ?? '') : Number(place));
  }
  return steps;
}

/** What a path leads to; undefined where there is nothing. */
export function valueAt(json: unknown, path: JsonPath): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    if (Array.isArray(value) !== (typeof key === 'number')) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
