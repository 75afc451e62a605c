import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { finderServiceFiles, finderServiceName } from '../../../electron/desktop/links/finder-service-files.ts';
import type { FinderServiceOptions } from '../../../electron/desktop/links/keep-finder-service.ts';
import { keepFinderService } from '../../../electron/desktop/links/keep-finder-service.ts';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { speak } from '../../../shared/language/spoken.ts';

let home: string;
let options: FinderServiceOptions;
let logged: string[];
const file = (name: string): string => join(home, 'Services', finderServiceName, 'Contents', name);
const titleIn = (xml: string): string | undefined => /<key>default<\/key><string>(.*?)<\/string>/.exec(xml)?.[1];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-finder-'));
  logged = [];
  options = {
    ...{ servicesFolder: join(home, 'Services'), notePath: join(home, 'note'), appId: 'org.gantry.desktop' },
    log: { write: (_level, event) => void logged.push(event) },
  };
});
afterEach(() => {
  speak('en', null);
  rmSync(home, { recursive: true, force: true });
});

it('writes property lists that give the paths to Gantry as arguments, never as words of a shell', () => {
  for (const text of finderServiceFiles('Send & <with> Gantry', 'org.gantry.desktop').values())
    expect(XMLValidator.validate(text)).toBe(true);
  const files = finderServiceFiles('Send & <with> Gantry', 'org.gantry.desktop');
  const info = new XMLParser().parse(files.get('Info.plist') ?? '');
  expect(info.plist.dict.array.dict.key).toEqual(['NSMenuItem', 'NSMessage', 'NSRequiredContext', 'NSSendFileTypes']);
  expect(info.plist.dict.array.dict.dict[0]).toEqual({ key: 'default', string: 'Send & <with> Gantry' });
  expect(files.get('document.wflow')).toContain('<string>exec /usr/bin/open -b org.gantry.desktop "$@"</string>');
  expect(() => finderServiceFiles('Send', 'a; rm -rf ~')).toThrow();
});

it('is put there once, and follows the language', () => {
  keepFinderService(options);
  expect(readdirSync(join(home, 'Services', finderServiceName, 'Contents')).sort()).toEqual(['Info.plist', 'document.wflow']);
  expect(titleIn(readFileSync(file('Info.plist'), 'utf8'))).toBe('Send with Gantry');
  speak('de', catalogueOf('de'));
  keepFinderService(options);
  expect(titleIn(readFileSync(file('Info.plist'), 'utf8'))).toBe('Mit Gantry senden');
  expect(logged).toEqual([]);
});

it('does not come back to who removed it', () => {
  keepFinderService(options);
  rmSync(join(home, 'Services', finderServiceName), { recursive: true });
  keepFinderService(options);
  expect(readdirSync(join(home, 'Services'))).toEqual([]);
});

it('costs nothing where the disk refuses', () => {
  writeFileSync(join(home, 'Services'), 'a file');
  keepFinderService(options);
  expect(logged).toEqual(['finder-service-not-kept']);
});
