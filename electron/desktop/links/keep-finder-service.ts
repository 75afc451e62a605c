import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../../shared/language/say.ts';
import type { Log } from '../../engine/ports.ts';
import { replaceFile } from '../../host/replace-file.ts';
import { finderServiceFiles, finderServiceName } from './finder-service-files.ts';

export interface FinderServiceOptions {
  /** `~/Library/Services`. */
  readonly servicesFolder: string;
  /** Notes that it was put there once: who removes it does not find it back at the next start. */
  readonly notePath: string;
  readonly appId: string;
  readonly log: Pick<Log, 'write'>;
}

/**
 * Puts “Send with Gantry” into the Finder's menu “Services” at the first start on a Mac, in the language that is spoken, and brings it up to date later. A disk
 * that refuses costs the entry and nothing else.
 */
export function keepFinderService({ servicesFolder, notePath, appId, log }: FinderServiceOptions): void {
  const contents = join(servicesFolder, finderServiceName, 'Contents');
  try {
    if (existsSync(notePath) && !existsSync(contents)) return;
    mkdirSync(contents, { recursive: true });
    for (const [name, text] of finderServiceFiles(say('Send with Gantry'), appId)) {
      if (textOf(join(contents, name)) !== text) replaceFile(join(contents, name), text);
    }
    if (!existsSync(notePath)) replaceFile(notePath, `${contents}\n`);
  } catch (error) {
    log.write('warn', 'finder-service-not-kept', { error });
  }
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
