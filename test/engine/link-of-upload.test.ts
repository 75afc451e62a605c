import { describe, expect, it } from 'vitest';
import { linkOfUpload } from '../../electron/engine/link-of-upload.ts';
import type { Protocol } from '../../electron/engine/protocols/protocol.ts';
import type { UploadRecord } from '../../electron/engine/queue/upload-record.ts';
import type { UploadId } from '../../shared/ids.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { uploadOf } from './queue/record-of.ts';

const uploadId = 'u-1' as UploadId;

function linkOf(given: Partial<UploadRecord> | null, linkTo: Protocol['linkTo'], clock = createFakeClock()) {
  const record = given === null ? null : { ...uploadOf(1), status: 'completed' as const, location: 'https://h/a', ...given };
  const protocolFor = () => ({ ...(linkTo === undefined ? {} : { linkTo }) }) as Protocol;
  return linkOfUpload({ queue: { get: () => record as UploadRecord | null }, protocolFor, clock }, uploadId);
}

const same = async (location: string) => location;

describe('the link of a file', () => {
  it('is what its destination makes of where it arrived', async () => {
    expect(await linkOf({}, async (location) => `${location}?shared`)).toBe('https://h/a?shared');
    expect(await linkOf({ status: 'skipped' }, same)).toBe('https://h/a');
  });

  it.each<[string, Partial<UploadRecord>, Protocol['linkTo']]>([
    ['before it arrived', { status: 'uploading' }, same],
    ['where nobody said where it is', { location: null }, same],
    ['where a destination has no links', {}, undefined],
    ['where a destination has none to that file', {}, async () => null],
    ['of another kind than http', {}, async () => 'javascript:alert(1)'],
    ['to a file', {}, async () => 'file:///etc/passwd'],
  ])('is none %s', async (_when, given, linkTo) => {
    expect(await linkOf(given, linkTo)).toBeNull();
  });

  it('of a file that nobody knows is refused', async () => {
    await expect(linkOf(null, same)).rejects.toMatchObject({ code: 'upload-unknown' });
  });

  it('is not waited for longer than a person waits', async () => {
    const clock = createFakeClock();
    const asking = linkOf(
      {},
      (_location, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      clock,
    );
    asking.catch(() => undefined);
    await clock.advance(15_000);
    await expect(asking).rejects.toMatchObject({ code: 'timed-out' });
  });
});
