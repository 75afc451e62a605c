import { visitSource } from '../parse-source.ts';
import type { HouseRule, Violation } from '../source-file.ts';
import { isTypeScript, violationAt } from '../source-file.ts';

const theOnlyOne = 'renderer/engine-client.ts';

/** Only the engine client touches `window.gantry`. */
export const bridgeAccess: HouseRule = (files) =>
  files
    .filter(({ path }) => isTypeScript(path) && path.startsWith('renderer/') && path !== theOnlyOne)
    .flatMap((file) => {
      const violations: Violation[] = [];
      visitSource(file, {
        MemberExpression(node) {
          const isGlobal = node.object.type === 'Identifier' && (node.object.name === 'window' || node.object.name === 'globalThis');
          const isNamed = node.property.type === 'Identifier' ? node.property.name === 'gantry' : isText(node.property, 'gantry');
          if (isGlobal && isNamed) violations.push(violationAt(file, node.start, `touches window.gantry; ${theOnlyOne} does that`));
        },
      });
      return violations;
    });

function isText(node: { readonly type: string; readonly value?: unknown }, text: string): boolean {
  return node.type === 'Literal' && node.value === text;
}
