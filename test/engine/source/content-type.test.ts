import { describe, expect, it } from 'vitest';
import { contentTypeOf } from '../../../electron/engine/source/content-type.ts';

describe('contentTypeOf', () => {
  it.each([
    ['photo.jpg', 'image/jpeg'],
    ['PHOTO.JPEG', 'image/jpeg'],
    ['archive.tar.gz', 'application/gzip'],
    ['page.html', 'text/html'],
    ['no-extension', 'application/octet-stream'],
    ['.gitignore', 'application/octet-stream'],
    ['odd.constructor', 'application/octet-stream'],
    ['ends-with-dot.', 'application/octet-stream'],
  ])('%s is %s', (name, type) => {
    expect(contentTypeOf(name)).toBe(type);
  });
});
