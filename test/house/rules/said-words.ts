import { visitSource } from '../parse-source.ts';
import type { HouseRule, Violation } from '../source-file.ts';
import { violationAt } from '../source-file.ts';

/** Attributes that people read or hear. */
const heard = new Set(['label', 'title', 'hint', 'aria-label', 'aria-description', 'placeholder', 'alt', 'summary']);
const word = /\p{L}{2}/u;
/** Names and addresses are the same in every language. */
const same = /^(?:Gantry|SHA-256|https?:\/\/\S+)$/;

/** Words that a style sheet puts beside an element. */
const styled = /(?<=^\s*content:[^;]*['"])[^'";]*\p{L}{2}[^'";]*/gmu;

/** What the window shows in words goes through `say`, so that every language has it. */
export const saidWords: HouseRule = (files) => [
  ...files
    .filter(({ path }) => path.startsWith('renderer/') && path.endsWith('.css'))
    .flatMap((file) =>
      [...file.text.matchAll(styled)].map(({ 0: words, index }) =>
        violationAt(file, index, `shows “${words.trim()}” in English alone: give it as an attribute`),
      ),
    ),
  ...files
    .filter(({ path }) => path.startsWith('renderer/') && path.endsWith('.tsx'))
    .flatMap((file) => {
      const violations: Violation[] = [];
      const look = (text: unknown, offset: number): void => {
        if (typeof text !== 'string' || !word.test(text) || same.test(text.trim())) return;
        violations.push(violationAt(file, offset, `shows “${text.trim()}” in English alone: say it`));
      };
      visitSource(file, {
        JSXText: (node) => look(node.value, node.start),
        JSXAttribute(node) {
          if (node.name.type !== 'JSXIdentifier' || !heard.has(node.name.name)) return;
          if (node.value?.type === 'Literal') look(node.value.value, node.start);
          const inner = node.value?.type === 'JSXExpressionContainer' ? node.value.expression : null;
          if (inner?.type === 'TemplateLiteral') look(inner.quasis.map(({ value }) => value.cooked).join(''), node.start);
          if (inner?.type === 'Literal') look(inner.value, node.start);
        },
      });
      return violations;
    }),
];
