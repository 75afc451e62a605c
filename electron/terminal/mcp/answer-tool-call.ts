import type { PlainError } from '../../../shared/error-codes.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { Log } from '../../engine/ports.ts';
import type { McpTool } from './mcp-tool.ts';
import type { QueueKeeper } from './queue-keeper.ts';

export interface ToolAnswer {
  readonly [key: string]: unknown;
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
}

export interface ToolCallOptions {
  readonly tools: readonly McpTool[];
  readonly allowsWriting: boolean;
  readonly queue: QueueKeeper;
  readonly log: Log;
}

const longestReason = 200;

/** Answers a call whose name and arguments nobody has looked at yet: with what the tool says, or with what is wrong in words. Never rejects. */
export async function answerToolCall(
  { tools, allowsWriting, queue, log }: ToolCallOptions,
  name: string,
  args: unknown,
): Promise<ToolAnswer> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool === undefined) return refusal(`There is no tool of that name. There are: ${tools.map((one) => one.name).join(', ')}.`);
  if (tool.isWriting && !allowsWriting)
    return refusal(`“${tool.name}” changes the queue, and this server only looks at it: it was started without --allow-write.`);
  const checked = tool.input.safeParse(args ?? {});
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'arguments' : issue.path.map(String).join('.');
    return wordsOf({ code: 'bad-request', details: { reason: `${where}: ${issue?.message ?? 'wrong'}`.slice(0, longestReason) } });
  }
  try {
    const answer = await tool.call(queue, args ?? {});
    const structuredContent = { ...(answer as Record<string, unknown>) };
    // The same as text, for programs that read nothing else.
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
  } catch (error) {
    if (error instanceof UploadError) return wordsOf(error.toPlain());
    log.write('error', 'tool-broke', { tool: tool.name, error });
    return wordsOf({ code: 'internal', details: {} });
  }
}

function wordsOf(error: PlainError): ToolAnswer {
  const { title, remedy } = errorWords(error);
  return refusal(`${title}. ${remedy}`);
}

function refusal(text: string): ToolAnswer {
  return { content: [{ type: 'text', text }], isError: true };
}
