import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTextOf } from '../../../../electron/engine/protocols/transport/plain-text.ts';

describe('plainTextOf', () => {
  it.each([
    ['Not allowed\n', 'Not allowed'],
    ['<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1><hr>nginx</body></html>', '403 Forbidden nginx'],
    ['<!-- hi --><p>a &amp; b &lt;c&gt; &#39;d&#x27; &bogus;</p>', "a & b <c> 'd' &bogus;"],
    ['<script>alert(1)</script>Sorry<style>p{}</style>', 'Sorry'],
    ['<script>never closed', ''],
    ['{"error": "quota < 5"}', '{"error": "quota < 5"}'],
    ['a\u202eb\u0000c\u2028d', 'ab c d'],
    ['half \ud800 pair', 'half \ufffd pair'],
  ])('%j becomes %j', (body, expected) => {
    expect(plainTextOf(body)).toBe(expected);
  });

  it('cuts to 300 characters and never through a pair', () => {
    const text = plainTextOf('😀'.repeat(400));
    expect(text.length).toBeLessThanOrEqual(300);
    expect(!/\p{Surrogate}/u.test(text)).toBe(true);
    expect(text.endsWith('…')).toBe(true);
  });

  it('gives one well-formed line of at most 300 characters for anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.webFragments().map((part) => `<p ${part}`),
        ),
        (body) => {
          const text = plainTextOf(body);
          expect(text.length <= 300 && !/\p{Surrogate}/u.test(text) && !/[\p{Cc}\p{Cf}\n]/u.test(text) && text === text.trim()).toBe(true);
        },
      ),
    );
  });

  it('stays quick on a page made to be slow', () => {
    const startedMs = performance.now();
    plainTextOf('<script'.repeat(9_000) + '<!--'.repeat(9_000));
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
