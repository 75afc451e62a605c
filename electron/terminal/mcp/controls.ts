import { affectedSchema } from './mcp-schemas.ts';
import type { McpTool } from './mcp-tool.ts';
import { mcpTool } from './mcp-tool.ts';
import { scopeOf, toolScopeSchema } from './scope-schema.ts';

const facts = { isWriting: true, input: toolScopeSchema, output: affectedSchema } as const;

const pause = mcpTool({
  name: 'pause',
  title: 'Pause',
  description:
    'Pauses a batch, some files or everything. What has arrived of a file is kept where its destination can go on inside a file.',
  mayReplace: false,
  ...facts,
  call: (queue, args) =>
    // Nothing is to be sent for it.
    queue.change(false, async (access) => ({ affectedFiles: (await access.ask('pause', { scope: scopeOf(args) })).affected })),
});

const resume = mcpTool({
  name: 'resume',
  title: 'Resume',
  description: 'Goes on with what is paused, and tries at once what waits.',
  mayReplace: true,
  ...facts,
  call: (queue, args) =>
    queue.change(true, async (access) => ({ affectedFiles: (await access.ask('resume', { scope: scopeOf(args) })).affected })),
});

const retry = mcpTool({
  name: 'retry',
  title: 'Retry',
  description: 'Sends again what failed. What has arrived is not sent again.',
  mayReplace: true,
  ...facts,
  call: (queue, args) =>
    queue.change(true, async (access) => ({ affectedFiles: (await access.ask('retry', { scope: scopeOf(args) })).affected })),
});

export const controls: readonly McpTool[] = [pause, resume, retry];
