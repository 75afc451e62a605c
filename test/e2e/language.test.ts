import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs } from './uploads-window.ts';

// What the system itself says can be set from here only on Linux.
const german = process.platform === 'linux' ? { language: null, environment: { LANGUAGE: 'de' } } : { language: 'de' };
let running: RunningApp;

beforeAll(async () => {
  running = await launchApp(german);
});
afterAll(() => running.dispose());

const poll = (look: () => unknown) => expect.poll(look, { timeout: patienceMs });
const pageLanguage = (): Promise<string> => running.page.evaluate(() => document.documentElement.lang);
const button = (name: string) => running.page.getByRole('button', { name, exact: true });

/** The words of the application's menu, those of the menus in it included. */
const menuWords = (): Promise<readonly string[]> =>
  running.app.evaluate(({ Menu }) => {
    const wordsOf = (menu: Electron.Menu | null | undefined): readonly string[] =>
      menu?.items.flatMap(({ label, submenu }) => [label, ...wordsOf(submenu)]).filter((label) => label !== '') ?? [];
    return wordsOf(Menu.getApplicationMenu());
  });

/** The tray tells nobody what it shows: its menu is read as it is made. */
const noteMadeMenus = (): Promise<void> =>
  running.app.evaluate(({ Menu }) => {
    const made: (string | undefined)[] = [];
    const make = Menu.buildFromTemplate;
    Menu.buildFromTemplate = (template) => {
      made.push(...template.map(({ label }) => label));
      return make.call(Menu, template);
    };
    Object.assign(globalThis, { madeMenus: made });
  });
const madeMenus = (): Promise<readonly string[]> =>
  running.app.evaluate(() => (globalThis as unknown as { readonly madeMenus: readonly string[] }).madeMenus);

test('Gantry speaks the system’s language from its first word, and another one as soon as that is chosen', async () => {
  expect(await pageLanguage()).toBe('de');
  await button('Dateien hinzufügen').waitFor();
  const germanWords = await menuWords();
  expect(germanWords).toEqual(
    expect.arrayContaining(['&Datei', 'Dateien hinzufügen…', 'Bearbeiten', 'Ausschneiden', 'Minimieren', '&Hilfe']),
  );
  expect(germanWords).not.toContain('Pause all');

  await noteMadeMenus();
  await running.page.keyboard.press('ControlOrMeta+Comma');
  await running.page.locator('#settings-tab-app').click();
  await running.page.getByLabel('Sprache', { exact: true }).selectOption('English');
  // At once, and where the person was.
  const dialog = running.page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByLabel('Language', { exact: true }).waitFor();
  expect(await dialog.getByLabel('Language', { exact: true }).inputValue()).toBe('en');
  expect(await pageLanguage()).toBe('en');
  await poll(menuWords).toEqual(expect.arrayContaining(['&File', 'Add files…', 'Edit', 'Cut', 'Minimize', '&Help']));
  const english = await menuWords();
  expect(english).toHaveLength(germanWords.length);
  expect(english.filter((words) => germanWords.includes(words))).toEqual(['&Uploads']);
  await poll(madeMenus).toContain('Show Gantry');
  await running.page.keyboard.press('Escape');
  await button('Add files').waitFor();
});

test('what was chosen holds after a restart', async () => {
  expect(await running.quit()).toBe(0);
  running = await launchApp({ ...german, folder: running.folder });
  expect(await pageLanguage()).toBe('en');
  await button('Add files').waitFor();
  expect(await menuWords()).toContain('&File');
});
