import type { z } from 'zod';
import type { QueueKeeper } from './queue-keeper.ts';

/** What a program may ask for by name. */
export interface McpTool {
  readonly name: string;
  readonly title: string;
  /** For who decides which tool to use: what it answers, and what it changes. */
  readonly description: string;
  /** It changes the queue, so it is there only where that was allowed. */
  readonly isWriting: boolean;
  /** It may have files at a destination replaced, now or by what was decided before. */
  readonly mayReplace: boolean;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Throws `UploadError`. `args` have passed `input`. */
  call(queue: QueueKeeper, args: unknown): Promise<unknown>;
}

interface ToolShape<Input extends z.ZodType, Output extends z.ZodType> extends Omit<McpTool, 'call'> {
  readonly input: Input;
  readonly output: Output;
  call(queue: QueueKeeper, args: z.output<Input>): Promise<z.input<Output>>;
}

/** A tool whose arguments and answer are known by their schemas. */
export function mcpTool<Input extends z.ZodType, Output extends z.ZodType>(shape: ToolShape<Input, Output>): McpTool {
  return { ...shape, call: (queue, args) => shape.call(queue, shape.input.parse(args)) };
}
