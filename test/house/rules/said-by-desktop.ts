import { german } from '../../../shared/language/german.ts';
import { visitSource } from '../parse-source.ts';
import type { HouseRule, Violation } from '../source-file.ts';
import { violationAt } from '../source-file.ts';

/** Fields that people read in a menu, a box, a notification or the tray. */
const read = new Set([
  'label',
  'title',
  'message',
  'detail',
  'details',
  'remedy',
  'what',
  'yes',
  'body',
  'tooltip',
  'description',
  'buttonLabel',
  'buttons',
]);
const word = /\p{L}{2}/u;
/** The same in every language. */
const names = new Set(['Gantry', 'OK']);
/** Their `body` is a message of the desktop's bus. */
const onBus = /\/(?:bus-notifier|watch-tray-host)\.ts$/;

interface Written {
  readonly type: string;
  readonly value?: unknown;
  readonly start: number;
  readonly quasis?: readonly { readonly value: { readonly cooked?: string | null } }[];
  readonly elements?: readonly (Written | null)[];
  readonly consequent?: Written;
  readonly alternate?: Written;
}

/** What the desktop says outside of its window goes through `say`, or is a text that has German and is said where it is shown. */
export const saidByDesktop: HouseRule = (files) =>
  files
    .filter(({ path }) => path === 'electron/main.ts' || (/^electron\/desktop\/.*\.ts$/.test(path) && !onBus.test(path)))
    .flatMap((file) => {
      const violations: Violation[] = [];
      const look = (node: Written): void => {
        if (node.consequent && node.alternate) [node.consequent, node.alternate].forEach(look);
        for (const element of node.elements ?? []) if (element) look(element);
        const text = node.quasis ? node.quasis.map(({ value }) => value.cooked ?? '').join('') : node.value;
        if (typeof text !== 'string' || !word.test(text) || names.has(text) || Object.hasOwn(german, text)) return;
        violations.push(violationAt(file, node.start, `says “${text.trim()}” in English alone: say it`));
      };
      visitSource(file, {
        Property(node) {
          if (node.key.type === 'Identifier' && read.has(node.key.name)) look(node.value as Written);
        },
      });
      return violations;
    });
