import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../shared/error-codes.ts';
import { destinationErrorWords } from '../../../shared/text/error-words/destination-error-words.ts';
import { networkErrorWords } from '../../../shared/text/error-words/network-error-words.ts';
import { ownErrorWords } from '../../../shared/text/error-words/own-error-words.ts';
import { sourceErrorWords } from '../../../shared/text/error-words/source-error-words.ts';
import { storedFileErrorWords } from '../../../shared/text/error-words/stored-file-error-words.ts';
import { trustErrorWords } from '../../../shared/text/error-words/trust-error-words.ts';
import { updateErrorWords } from '../../../shared/text/error-words/update-error-words.ts';
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

  it('has each code in one group, for the later of two would win', () => {
    const groups = [
      ...[networkErrorWords, trustErrorWords, destinationErrorWords, storedFileErrorWords, sourceErrorWords],
      ...[ownErrorWords, updateErrorWords],
    ];
    expect(groups.flatMap((group) => Object.keys(group)).sort()).toEqual([...errorCodes].sort());
  });

  it('gives every code words of its own', () => {
    const titles = errorCodes.map((code) => errorWords({ code, details: {} }).title);
    const doubled = titles.filter((title, index) => titles.indexOf(title) !== index);
    expect(doubled).toEqual([]);
  });

  it('says which rule of the destination an answer did not meet', () => {
    const wordsOf = (reason: string) => errorWords({ code: 'unexpected-answer', details: { httpStatus: 200, reason } });
    expect(wordsOf('no-link $.data.url').title).toBe('The answer names no link at $.data.url (200)');
    expect(wordsOf('no-json $.url').remedy).toContain('expects a link at $.url');
    expect(wordsOf('no-success 201,204').remedy).toContain('takes 201,204 for success');
    expect(wordsOf('Upload-Offset').title).toBe('An answer that makes no sense (200)');
  });

  it('names status, server and sizes where they are known', () => {
    expect(errorWords({ code: 'server-busy', details: { httpStatus: 503 } }).title).toBe('Server busy (503)');
    expect(errorWords({ code: 'connection-refused', details: { host: 'a.example' } }).title).toBe('a.example refuses connections');
    expect(errorWords({ code: 'too-large', details: { limitBytes: 5_000_000 } }).title).toBe('Larger than the 5.0 MB that fit');
    expect(errorWords({ code: 'size-mismatch', details: { expectedBytes: 2000, actualBytes: 1000 } }).title).toBe(
      'The destination has another size: 1.0 kB instead of 2.0 kB',
    );
  });

  it('tells apart by their reasons what a server refuses, and what is full', () => {
    const refused = (reason: string): string => errorWords({ code: 'sign-in-refused', details: { reason, httpStatus: 403 } }).title;
    expect(['access-key', 'secret-key', 'ssh-key', ''].map(refused)).toEqual([
      'Access key refused (403)',
      'Secret key refused (403)',
      'SSH key refused (403)',
      'Sign-in refused (403)',
    ]);
    expect(errorWords({ code: 'sign-in-refused', details: { reason: 'secret-key' } }).remedy).toContain('AWS_SECRET_ACCESS_KEY');
    expect(errorWords({ code: 'secret-missing', details: { reason: 'ssh-key' } }).remedy).toContain('GANTRY_SSH_KEY');
    const keyFile = errorWords({ code: 'secret-missing', details: { reason: 'ssh-key-file', path: '/keys/id' } });
    expect(keyFile.title).toBe('The key file /keys/id cannot be read');
    expect(keyFile.remedy).toContain('GANTRY_SSH_KEY');
    expect(errorWords({ code: 'sign-in-expired', details: { reason: 'link' } }).title).toBe('The link has expired');
    expect(errorWords({ code: 'destination-full', details: { reason: 'quota' } }).title).toBe('The quota at the destination is used up');
    expect(errorWords({ code: 'destination-full', details: { reason: 'takes-no-more' } })).toMatchObject({
      title: 'The destination takes no more data',
      remedy: expect.stringContaining('a quota may be used up'),
    });
    expect(errorWords({ code: 'not-allowed', details: { reason: 'bucket' } }).title).toBe('This account may not use the bucket');
  });

  it('names the bucket and its region', () => {
    expect(errorWords({ code: 'bucket-missing', details: { reason: 'attic' } }).title).toBe('There is no bucket named attic');
    expect(errorWords({ code: 'region-wrong', details: { reason: 'eu-north-1' } })).toMatchObject({
      title: 'The bucket is in the region eu-north-1',
      remedy: expect.stringContaining('?region=eu-north-1'),
    });
  });

  it("quotes the server's own words in the remedy, made safe", () => {
    const { remedy } = errorWords({ code: 'rejected', details: { serverSaid: ' no\nway ' } });
    expect(remedy).toContain('“no␊way”');
    expect(errorWords({ code: 'rejected', details: { serverSaid: '  ' } }).remedy).not.toContain('“');
  });
});
