import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../shared/error-codes.ts';
import { errorWords } from '../../../shared/text/error-words.ts';

const allDetails = {
  httpStatus: 503,
  serverSaid: 'line one\nline two\u202E',
  host: 'files.example.org',
  path: '/home/ada/a.txt',
  sizeBytes: 10,
  limitBytes: 5_000_000,
  expectedBytes: 48_100_000,
  actualBytes: 12_000_000,
  reason: 'unknown kind',
};

describe('errorWords', () => {
  it.each(errorCodes)('%s has words that a person can read, with and without details', (code) => {
    for (const details of [{}, allDetails]) {
      const { title, remedy } = errorWords({ code, details });
      expect(title).toMatch(/^[A-Za-z0-9]/);
      expect(title).not.toMatch(/[.!]$/);
      expect(title.length).toBeLessThanOrEqual(80);
      expect(remedy).toMatch(/^[A-Z].*[.)”]$/su);
      expect(`${title} ${remedy}`).not.toMatch(/undefined|null|NaN|Oops|ECONN|\p{Cc}|\u202e/iu);
    }
  });

  it('gives every code words of its own', () => {
    const titles = errorCodes.map((code) => errorWords({ code, details: {} }).title);
    const doubled = titles.filter((title, index) => titles.indexOf(title) !== index);
    expect(doubled).toEqual([]);
  });

  it('names status, server and sizes where they are known', () => {
    expect(errorWords({ code: 'server-busy', details: { httpStatus: 503 } }).title).toBe('Server busy (503)');
    expect(errorWords({ code: 'connection-refused', details: { host: 'a.example' } }).title).toBe('a.example refuses connections');
    expect(errorWords({ code: 'too-large', details: { limitBytes: 5_000_000 } }).title).toBe('Larger than the 5.0 MB that fit');
    expect(errorWords({ code: 'size-mismatch', details: { expectedBytes: 2000, actualBytes: 1000 } }).title).toBe(
      'The destination has another size: 1.0 kB instead of 2.0 kB',
    );
  });

  it("quotes the server's own words in the remedy, made safe", () => {
    const { remedy } = errorWords({ code: 'rejected', details: { serverSaid: ' no\nway ' } });
    expect(remedy).toContain('“no␊way”');
    expect(errorWords({ code: 'rejected', details: { serverSaid: '  ' } }).remedy).not.toContain('“');
  });
});
