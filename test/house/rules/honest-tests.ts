import { importsOf } from '../imports-of.ts';
import { visitSource } from '../parse-source.ts';
import type { HouseRule, SourceFile, Violation } from '../source-file.ts';
import { isTypeScript, violationAt } from '../source-file.ts';

const groups = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const leavesOut = new Set(['only', 'skip', 'todo', 'fails']);
/** What a machine may lack; everything else, such as being in CI, is no reason. */
const asksTheMachine = /^!?(?:hasProgram\(|can[A-Z]\w*\(\)|process\.platform\b)/;
const oldNames = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe']);

/**
 * Every test runs, and can fail: no `only`, `skip` or `todo`, no `expect(true)`, and something is expected in every test file.
 * A test that needs what a machine may lack says so with `describe.skipIf(!hasProgram(…))`.
 */
export const honestTests: HouseRule = (files) =>
  files
    .filter(({ path }) => isTypeScript(path) && path.startsWith('test/'))
    .flatMap((file) => {
      const violations: Violation[] = [];
      let expectsSomething = false;
      const add = (start: number, words: string): void => {
        violations.push(violationAt(file, start, words));
      };
      visitSource(file, {
        MemberExpression(node) {
          if (node.property.type !== 'Identifier' || !leavesOut.has(node.property.name)) return;
          const text = file.text.slice(node.object.start, node.object.end);
          if (groups.has(text.split('.')[0] ?? '')) add(node.start, `leaves tests out with ${text}.${node.property.name}`);
        },
        CallExpression(node) {
          if (node.callee.type !== 'Identifier') {
            const words = file.text.slice(node.callee.start, node.callee.end);
            if (words.endsWith('.skipIf') || words.endsWith('.runIf')) {
              const condition = file.text.slice(node.arguments[0]?.start, node.arguments[0]?.end);
              if (!asksTheMachine.test(condition)) add(node.start, `leaves tests out where ${condition}`);
            }
            return;
          }
          if (oldNames.has(node.callee.name)) add(node.start, `leaves tests out with ${node.callee.name}`);
          if (node.callee.name !== 'expect') return;
          expectsSomething = true;
          const [given] = node.arguments;
          if (given?.type === 'Literal' && typeof given.value === 'boolean') add(node.start, 'expects a constant');
        },
      });
      if (/\.test\.tsx?$/.test(file.path) && !expectsSomething && !usesExpectations(file, files))
        violations.push(`${file.path}:1 expects nothing`);
      return violations;
    });

/** As with a suite that is run on several things: the expectations are in a file of the tests that it imports. */
function usesExpectations(file: SourceFile, files: readonly SourceFile[]): boolean {
  const targets = new Set(importsOf(file).map(({ target }) => target));
  return files.some(({ path, text }) => path.startsWith('test/') && targets.has(path) && text.includes('expect('));
}
