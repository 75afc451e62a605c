import type { CommandName } from './command.ts';

/** A command line that cannot be carried out: exit code 2. The words name the bad one and the way out; never a secret. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly topic: CommandName | null;

  constructor(problem: string, topic: CommandName | null = null) {
    super(problem);
    this.topic = topic;
  }
}
