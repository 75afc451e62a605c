import { parseSource, visitSource } from '../parse-source.ts';
import type { HouseRule, Violation } from '../source-file.ts';
import { isTypeScript, violationAt } from '../source-file.ts';

const silencers = /@ts-(?:ignore|nocheck|expect-error)|biome-ignore|eslint-disable|oxlint-disable|(?:v8|istanbul|c8) ignore/;

/** The compiler and the linter are listened to: no `any`, no comment that silences them, no enum, no namespace. */
export const noSilencing: HouseRule = (files) =>
  files
    .filter((file) => isTypeScript(file.path))
    .flatMap((file) => {
      const violations: Violation[] = [];
      const add = (node: { readonly start: number }, words: string): void => {
        violations.push(violationAt(file, node.start, words));
      };
      for (const comment of parseSource(file).comments) {
        const silencer = silencers.exec(comment.value);
        if (silencer !== null) add(comment, `is silenced by "${silencer[0]}"`);
      }
      visitSource(file, {
        TSAnyKeyword: (node) => add(node, 'uses any'),
        TSEnumDeclaration: (node) => add(node, 'has an enum; a union of words does the same'),
        TSModuleDeclaration: (node) => {
          if (node.kind === 'namespace') add(node, 'has a namespace');
        },
      });
      return violations;
    });
