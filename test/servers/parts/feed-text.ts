import { createHash } from 'node:crypto';

/** What electron-builder writes beside a package: `latest-linux.yml`. */
export function feedText(version: string, file: string, content: Buffer): string {
  const sha512 = createHash('sha512').update(content).digest('base64');
  return `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${sha512}\n    size: ${content.byteLength}\nreleaseDate: '2026-01-01T00:00:00.000Z'\n`;
}
