import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface SampleFolder {
  readonly path: string;
  readonly name: string;
  readonly fileCount: number;
  readonly bytesTotal: number;
}

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** What people really drop: many photos, a few long films, text, an empty file, names in several scripts, folders in folders. */
export async function makeSampleFolder(parentFolder: string): Promise<SampleFolder> {
  const name = 'Harbour survey';
  const files = sampleFiles();
  for (const [relativePath, sizeBytes] of files) {
    const path = join(parentFolder, name, relativePath);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, randomBytes(sizeBytes));
  }
  const bytesTotal = files.reduce((sum, [, sizeBytes]) => sum + sizeBytes, 0);
  return { path: join(parentFolder, name), name, fileCount: files.length, bytesTotal };
}

function sampleFiles(): readonly (readonly [relativePath: string, sizeBytes: number])[] {
  const photos = Array.from({ length: 36 }, (_, index) => {
    const day = index % 3 === 0 ? 'morning' : 'evening';
    const size = 180 * kibibyte + ((index * 7919) % 640) * kibibyte;
    return [`photos/${day}/IMG_${String(4100 + index)}.jpg`, size] as const;
  });
  const notes = Array.from({ length: 8 }, (_, index) => [`notes/2026/week ${index + 1}/readings.csv`, 900 + index * 311] as const);
  return [
    ...photos,
    ...notes,
    ['films/crane north.mov', 14 * mebibyte],
    ['films/crane south.mov', 9 * mebibyte],
    ['films/quay.mov', 5 * mebibyte + 17],
    ['notes/empty.txt', 0],
    ['notes/Übersicht – Größe.txt', 4 * kibibyte],
    ['notes/港の写真 一覧.txt', 2 * kibibyte],
    ['plans/it\'s "final" (2).pdf', 700 * kibibyte],
    ['plans/🚢 berth 7.pdf', 350 * kibibyte],
  ];
}
