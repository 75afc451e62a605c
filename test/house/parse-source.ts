import type { ESTree, VisitorObject } from 'vite';
import { parseSync, Visitor } from 'vite';
import type { SourceFile } from './source-file.ts';

type Parsed = ReturnType<typeof parseSync>;

const parsed = new WeakMap<SourceFile, Parsed>();

/** The syntax tree of a TypeScript file; throws where it is not valid TypeScript. */
export function parseSource(file: SourceFile): Parsed {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const result = parseSync(file.path, file.text);
  const first = result.errors[0];
  if (first !== undefined) throw new Error(`${file.path} does not parse: ${first.message}`);
  parsed.set(file, result);
  return result;
}

export function visitSource(file: SourceFile, visitor: VisitorObject): void {
  new Visitor(visitor).visit(parseSource(file).program);
}

export type Node = ESTree.Node;
