import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonPath, valueAt } from '../../shared/json-path.ts';

function at(json: unknown, text: string): unknown {
  const path = parseJsonPath(text);
  if (path === null) throw new Error(`${text} is no path`);
  return valueAt(json, path);
}

describe('a path into JSON', () => {
  const json = { data: { url: 'u', files: [{ url: 'first' }, { 'a b': 2 }], length: 9 }, none: null };

  it.each([
    ['$', json],
    ['$.data.url', 'u'],
    ['$.data.files[0].url', 'first'],
    ['$["data"].files[1][\'a b\']', 2],
    ['$.data.length', 9],
    ['$.none', null],
    ['$.none.x', undefined],
    ['$.data.files.length', undefined],
    ['$.data.files[2]', undefined],
    ['$.data[0]', undefined],
    ['$.constructor', undefined],
    ['$.__proto__', undefined],
    ['$.data.url.length', undefined],
  ])('%s', (text, found) => {
    expect(at(json, text)).toEqual(found);
  });

  it.each(['', 'data', '.data', '$data', '$.', '$..a', '$[', '$[x]', '$[-1]', '$.a b', '$.a[', '$.*', '$[0', '$.a.'])(
    '%j is none',
    (text) => {
      expect(parseJsonPath(text)).toBeNull();
    },
  );

  it('throws for no text and no value', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, value) => {
        const path = parseJsonPath(`$${text}`);
        if (path !== null) valueAt(value, path);
      }),
    );
  });
});
