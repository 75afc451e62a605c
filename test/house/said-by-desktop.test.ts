import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { saidByDesktop } from './rules/said-by-desktop.ts';

const planted = (text: string) => saidByDesktop(plant({ 'electron/desktop/box.ts': `export const box = ${text};` }));

describe('what the desktop says', () => {
  it('is said, everywhere in the project', () => {
    expect(saidByDesktop(readProject())).toEqual([]);
  });

  it.each([
    "{ label: 'Pause nothing' }",
    '{ title: `Sends all of them` }',
    "{ details: ['Nobody asks.'] }",
    "{ body: isOne ? 'It did.' : say('Show') }",
    "{ buttons: ['Do not', say('Add')] }",
  ])('is seen where it is not: %s', (text) => {
    expect(planted(text)).toHaveLength(1);
  });

  it.each(["{ label: say('Pause all') }", "{ label: 'Pause all' }", "{ title: 'Gantry', buttons: ['OK'] }", '{ body: ` · ` }'])(
    'passes: %s',
    (text) => {
      expect(planted(text)).toEqual([]);
    },
  );
});
