import { importsOf } from '../imports-of.ts';
import type { HouseRule } from '../source-file.ts';
import { isTypeScript, violationAt } from '../source-file.ts';

/** What a file exports it also holds: nothing is re-exported, so that every import names the place where a thing is. */
export const noBarrels: HouseRule = (files) =>
  files
    .filter((file) => isTypeScript(file.path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ isReExport }) => isReExport)
        .map(({ specifier, offset }) => violationAt(file, offset, `re-exports ${specifier}`)),
    );
