import { posix } from 'node:path';
import { parseSource, visitSource } from './parse-source.ts';
import type { SourceFile } from './source-file.ts';

export interface Import {
  /** As written: `../shared/ids.ts`, `node:fs`, `react`. */
  readonly specifier: string;
  /** The path from the project's top when it is a file of ours, else null. */
  readonly target: string | null;
  readonly isReExport: boolean;
  readonly offset: number;
}

/** Everything that a file imports or re-exports, also by `import()` and as a type. */
export function importsOf(file: SourceFile): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: string, offset: number, isReExport: boolean): void => {
    const isOurs = specifier.startsWith('.');
    // A query such as `?worker` is for the bundler.
    const path = specifier.split('?')[0] ?? specifier;
    found.push({ specifier, target: isOurs ? posix.join(posix.dirname(file.path), path) : null, isReExport, offset });
  };
  const { module } = parseSource(file);
  for (const statement of module.staticImports) add(statement.moduleRequest.value, statement.start, false);
  for (const statement of module.staticExports) {
    const request = statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (request) add(request.value, statement.start, true);
  }
  visitSource(file, {
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') add(node.source.value, node.start, false);
    },
    TSImportType(node) {
      add(node.source.value, node.start, false);
    },
  });
  return found;
}
