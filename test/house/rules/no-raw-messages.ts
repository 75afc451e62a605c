import { visitSource } from '../parse-source.ts';
import type { HouseRule, Violation } from '../source-file.ts';
import { isTypeScript, violationAt } from '../source-file.ts';

const shownToPeople = /^(?:renderer|shared\/text)\//;

/** People get the words of an error code, never the message of an error: nothing that speaks to them reads one. */
export const noRawMessages: HouseRule = (files) =>
  files
    .filter(({ path }) => isTypeScript(path) && shownToPeople.test(path))
    .flatMap((file) => {
      const violations: Violation[] = [];
      visitSource(file, {
        MemberExpression(node) {
          if (node.property.type === 'Identifier' && !node.computed && node.property.name === 'message') {
            violations.push(violationAt(file, node.start, 'reads a raw message'));
          }
        },
      });
      return violations;
    });
