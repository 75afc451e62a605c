import type { RecordedOperation } from './recorded-operation.ts';

export interface ToldLine {
  /** The operation that told it: it is known to people at every cut after it. */
  readonly index: number;
  readonly program: string;
  readonly text: string;
}

/** The whole lines that programs wrote to their stdout, however they were cut into writes. */
export function toldLines(operations: readonly RecordedOperation[]): readonly ToldLine[] {
  const rests = new Map<string, string>();
  const lines: ToldLine[] = [];
  for (const [index, operation] of operations.entries()) {
    if (operation.kind !== 'mark' || operation.channel !== 1) continue;
    const { program } = operation;
    const parts = ((rests.get(program) ?? '') + operation.text).split('\n');
    rests.set(program, parts.pop() ?? '');
    for (const text of parts) lines.push({ index, program, text });
  }
  return lines;
}
