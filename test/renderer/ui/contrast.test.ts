import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
const themes = {
  light: colorsOf(css.slice(0, css.indexOf('@media'))),
  dark: colorsOf(css.slice(css.indexOf('@media (prefers-color-scheme: dark)'))),
};

/** What text is read on; the last ones only while a pointer or a finger is there. */
const grounds = ['surface', 'chrome', 'raised', 'hover', 'selected', 'amber-soft', 'red-soft', 'violet-soft', 'pressed'];
const inks = ['text', 'text-quiet', 'amber', 'red', 'green', 'violet'];

/** The names of the first six-digit colour of each token. */
function colorsOf(block: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [, name = '', color = ''] of block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)) found[name] ??= color;
  return found;
}

/** WCAG 2.2: of one channel, and of the colour. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) throw new Error('no such colour');
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((first, second) => second - first);
  return (light + 0.05) / (dark + 0.05);
}

test.each(['light', 'dark'] as const)('in the %s theme every text is read on every ground', (theme) => {
  const colors = themes[theme];
  const weak = inks.flatMap((ink) =>
    grounds.filter((ground) => contrast(colors[ink], colors[ground]) < 4.5).map((ground) => `${ink} on ${ground}`),
  );
  expect(weak).toEqual([]);
  const resting = grounds.filter((ground) => ground !== 'pressed');
  expect(resting.filter((ground) => contrast(colors['accent'], colors[ground]) < 4.5)).toEqual([]);
  expect(contrast(colors['on-accent'], colors['accent'])).toBeGreaterThan(4.5);
});

test.each(['light', 'dark'] as const)('in the %s theme fields and the focus stand out from what they are on', (theme) => {
  const colors = themes[theme];
  for (const ground of ['surface', 'raised', 'chrome']) {
    expect(contrast(colors['field-line'], colors[ground]), `a field on ${ground}`).toBeGreaterThanOrEqual(3);
    expect(contrast(colors['accent'], colors[ground]), `the focus on ${ground}`).toBeGreaterThanOrEqual(3);
  }
});
