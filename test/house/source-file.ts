/** One text file of the project: the path from its top with `/`, and its content. House rules are pure functions over these. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** `path:line what is wrong`, so that a terminal makes a link of it. */
export type Violation = string;

export type HouseRule = (files: readonly SourceFile[]) => readonly Violation[];

export function violationAt(file: SourceFile, offset: number, words: string): Violation {
  const line = file.text.slice(0, offset).split('\n').length;
  return `${file.path}:${line} ${words}`;
}

/** What is code of ours in TypeScript. */
export function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path);
}

/** What is part of the program, not a test and not a script of the checkout. */
export function isProduct(path: string): boolean {
  return /^(electron|renderer|shared)\//.test(path) && !path.startsWith('electron/start/');
}
