import { openOnSlowDisk } from './open-on-slow-disk.ts';
import { uploadOf } from './record-of.ts';

/** Two files that are on the disk and were told, and nothing under way. */
export function openWithTwoFiles(place: string) {
  const test = openOnSlowDisk(place);
  const [first, second] = [uploadOf(1), uploadOf(2)];
  for (const record of [first, second]) test.queue.addUpload(record);
  test.queue.commit();
  test.told.length = 0;
  test.disk.syncsNow = 0;
  test.disk.begun = 0;
  return { ...test, first, second };
}
